import { type Ended, streams } from '@autocura/common';
import type { Knex } from 'knex';
import { binding, given, isPostgres, pieces, rowsOf, write } from './database';
import { endedIncidents, endedOnes, endedWritings } from './ended';
import { insertEvents, lastEvent } from './events';

const atOnce = 200;
const ofAnIncident = [
  ...['incident_alerts', 'incident_services', 'actions', 'credits', 'denials', 'untouched', 'notices', 'leases'],
];

/**
 * Takes whole streams out of the record of which nothing was written at `before` (ISO 8601, or its beginning) or later
 * and on which nothing rests, with what was made of them; what is left makes the same rows as there are. Where they
 * ended stands in the record from then on. On PostgreSQL their events go with the tables of their months. Says how many.
 */
export async function trim(knex: Knex, before: string, now: Date): Promise<number> {
  let count = 0;
  const end = async (names: string[], rows: (trx: Knex.Transaction) => Promise<void>) => {
    count += await write(knex, async trx => {
      const ended = await takeOut(trx, names, before, now);
      await rows(trx);
      return ended;
    });
  };
  for (const ids of pieces(await endedIncidents(knex, before), atOnce)) {
    const notices: string[] = await knex('notices').whereIn('incident_id', ids).pluck('id');
    const names = ids.flatMap(id => [streams.incident(id), streams.look(id)]);
    await end([...names, ...notices.map(id => streams.notice(id))], async trx => {
      await trx('leases').whereIn('incident_id', notices).delete();
      const nobody = { incident_id: null, known_status: null, pending: 0 };
      const keys = trx('incident_alerts').whereIn('incident_id', ids).select('key');
      await trx('alerts').whereIn('key', keys).whereIn('incident_id', ids).update(nobody);
      for (const table of ofAnIncident) await trx(table).whereIn('incident_id', ids).delete();
      await trx('incidents').whereIn('id', ids).delete();
    });
  }
  for (const [table, names] of await endedOnes(knex, before)) {
    for (const piece of pieces(names, atOnce)) {
      const ids = piece.map(name => name.slice(name.indexOf('/') + 1));
      await end(piece, async trx => {
        await trx(table).whereIn('id', ids).delete();
      });
    }
  }
  for (const piece of pieces(await endedWritings(knex, before), atOnce)) {
    await end(piece, async trx => {
      await trx('alerts').whereIn('stream', piece).delete();
    });
  }
  return count;
}

async function takeOut(trx: Knex.Transaction, names: string[], before: string, now: Date): Promise<number> {
  const listed = `in (select value from ${given(trx)})`;
  const heads = isPostgres(trx)
    ? `select stream, seq, hash from stream_heads where stream ${listed} order by stream for update`
    : `select stream, max(seq) as seq, hash from events where stream ${listed} group by stream order by stream`;
  const found = rowsOf<{ stream: string; seq: number; hash: string }>(await trx.raw(heads, binding(trx, names)));
  if (found.length === 0) return 0;
  const ended = found.map(({ stream, seq, hash }): Ended => [stream, seq, hash]);
  const expected = (await lastEvent(trx, streams.record))?.seq ?? 0;
  const event = { type: 'record.trimmed' as const, data: { before, ended } };
  const batch = { stream: streams.record, expected, events: [event], actor: 'autocura' };
  await insertEvents(trx, [batch], now.toISOString());
  await trx.raw(
    `delete from ${isPostgres(trx) ? 'stream_heads' : 'events'} where stream ${listed}`,
    binding(trx, names),
  );
  return ended.length;
}
