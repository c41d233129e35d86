import type { Knex } from 'knex';
import { setImmediate as turn } from 'node:timers/promises';
import { pieces } from './database';

/** One measured value of a signal of a service, with the time of the data. */
export interface Sample {
  service: string;
  signal: string;
  /** ISO 8601. */
  at: string;
  value: number;
}

/** Adds what is new and drops what is older than `oldest`. Not events: they can be measured, not decided. */
export async function addSamples(trx: Knex.Transaction, samples: Sample[], oldest: Date): Promise<void> {
  const rows = samples
    .map(({ service, signal, at, value }) => ({ service, signal, at: new Date(at).toISOString(), value }))
    .sort((a, b) => (`${a.service} ${a.signal} ${a.at}` < `${b.service} ${b.signal} ${b.at}` ? -1 : 1));
  for (const piece of pieces(rows)) {
    await turn();
    await trx('samples').insert(piece).onConflict(['service', 'signal', 'at']).ignore();
  }
  await trx('samples').where('at', '<', oldest.toISOString()).delete();
}

/** Of all signals of the service, the oldest first. */
export function readSamples(knex: Knex, service: string, since: Date): Promise<Sample[]> {
  return knex<Sample>('samples')
    .where({ service })
    .andWhere('at', '>=', since.toISOString())
    .orderBy(['at', 'signal'])
    .select('service', 'signal', 'at', 'value');
}
