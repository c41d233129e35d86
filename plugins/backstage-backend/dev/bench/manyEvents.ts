import makeKnex from 'knex';
import { makeMonths } from '../../src/store/months';

/** Months that the events are spread over. They come, not past: a new database keeps all past ones in one table. */
const months = 12;

/**
 * Adds so many events to the record of a PostgreSQL that `fillWithIncidents` has filled: those of the incident that has
 * ended, once for each of its copies, after the first `from` events were added so. Says how many it added.
 */
export async function fillWithEvents(connection: object, count: number, from = 0): Promise<number> {
  const knex = makeKnex({ client: 'pg', connection, pool: { min: 1, max: 1 } });
  const now = new Date();
  try {
    for (let later = 0; later < months; later += 1)
      await makeMonths(knex, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + later, 1)));
    const [{ each }] = (await knex.raw(`select count(*)::int as each from events where stream = 'incident/closed0x'`))
      .rows;
    const copies = Math.ceil(count / each);
    const numbers: [number, number] = [from / each + 1, from / each + copies];
    // What is copied is in order, and the heads are written at once.
    await knex.raw('set session_replication_role = replica');
    await knex.raw(
      `insert into events (stream, seq, type, version, at, actor, data, hash)
       select stream || n, seq, type, version, to_char((now() + (n - ?::int) * (interval '${months} months' / ?::int)) at time zone 'utc',
         'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor, data, hash
       from generate_series(?::int, ?::int) as n cross join (select * from events where stream = 'incident/closed0x') as one
       order by n, seq`,
      [numbers[0], copies, ...numbers],
    );
    await knex.raw(
      `insert into stream_heads select one.stream || n, one.seq, one.hash from generate_series(?::int, ?::int) as n
       cross join (select * from stream_heads where stream = 'incident/closed0x') as one`,
      numbers,
    );
    await knex.raw('analyze');
    return copies * each;
  } finally {
    await knex.destroy();
  }
}
