import type { Silence, SilenceEvent, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { parse } from '../database';
import { ImpossibleEventError } from '../errors';

interface Row {
  id: string;
  to_at: string;
  silence: string;
}

export async function projectSilences(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    if (!isSilenceEvent(event)) continue;
    const silence = after(await readSilence(trx, event.stream.slice(event.stream.indexOf('/') + 1)), event);
    const row: Row = { id: silence.id, to_at: silence.to, silence: JSON.stringify(silence) };
    await trx('silences').insert(row).onConflict('id').merge();
  }
}

function after(before: Silence | undefined, event: Stored<SilenceEvent>): Silence {
  if (event.type === 'silence.made') {
    const { from, to, ...silence } = event.data.silence;
    return { ...silence, from: utc(from), to: utc(to) };
  }
  if (!before) throw new ImpossibleEventError(`${event.type} of a silence that nobody made: ${event.stream}`);
  if (event.type === 'silence.moved') return { ...before, to: utc(event.data.to) };
  return { ...before, ended: { at: event.at, why: event.data.why } };
}

const isSilenceEvent = (event: Stored): event is Stored<SilenceEvent> => event.type.startsWith('silence.');

/** Texts of one zone can be compared. */
const utc = (time: string) => new Date(time).toISOString();

export async function readSilence(knex: Knex, id: string): Promise<Silence | undefined> {
  const row = await knex<Row>('silences').where({ id }).first('silence');
  return row && parse<Silence>(row.silence);
}

/** Those whose time is not over then, ended by somebody or not, the first to end first; at most `limit`. */
export async function listSilences(knex: Knex, now: Date, limit: number): Promise<Silence[]> {
  const rows = await knex<Row>('silences')
    .where('to_at', '>', now.toISOString())
    .orderBy(['to_at', 'id'])
    .limit(limit)
    .select('silence');
  return rows.map(({ silence }) => parse<Silence>(silence));
}
