import type { Knex } from 'knex';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { pieces } from './database';

/** What is known of one series of a threshold. Not an event: it can be learned anew from what was measured. */
export interface KeptSeries<S> {
  threshold: string;
  /** Its labels, as JSON by name. */
  series: string;
  seenAt: Date;
  state: S;
}

interface Row {
  threshold: string;
  series: string;
  seen_at: string;
  state: Buffer;
}

const deflated = promisify<Buffer, Buffer>(deflateRaw);
const inflated = promisify<Buffer, Buffer>(inflateRaw);

export async function saveSeries<S>(knex: Knex, all: KeptSeries<S>[]): Promise<void> {
  const rows: Row[] = [];
  for (const { threshold, series, seenAt, state } of all) {
    const text = Buffer.from(JSON.stringify(state));
    rows.push({ threshold, series, seen_at: seenAt.toISOString(), state: await deflated(text) });
  }
  for (const piece of pieces(rows))
    await knex('watched_series').insert(piece).onConflict(['threshold', 'series']).merge();
}

export async function readSeries<S>(knex: Knex, threshold: string): Promise<KeptSeries<S>[]> {
  const rows = await knex<Row>('watched_series').where({ threshold }).orderBy('series');
  const kept: KeptSeries<S>[] = [];
  for (const { series, seen_at, state } of rows) {
    const text = (await inflated(state)).toString('utf8');
    kept.push({ threshold, series, seenAt: new Date(seen_at), state: JSON.parse(text) as S });
  }
  return kept;
}

/** What had no sample since then. */
export async function forgetSeries(knex: Knex, before: Date): Promise<void> {
  await knex('watched_series').where('seen_at', '<', before.toISOString()).delete();
}
