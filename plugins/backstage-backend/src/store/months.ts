import type { Knex } from 'knex';
import { isPostgres, pieces, rowsOf } from './database';

/** A table of events of PostgreSQL: those written at `from` or later and before `to`, which are prefixes of ISO 8601. */
interface Month {
  name: string;
  /** Undefined: from the beginning. */
  from?: string;
  to: string;
}

const ahead = 2;

/** The month of that time, or one so many later, as the times of its events begin. */
export const monthOf = (time: Date, later = 0) =>
  new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + later, 1)).toISOString().slice(0, 7);

/** Those that there are, the oldest first, without the one for what has no month. None on SQLite. */
export async function months(knex: Knex): Promise<Month[]> {
  if (!isPostgres(knex)) return [];
  const found = await knex.raw(
    `select inhrelid::regclass::text as name, pg_get_expr(relpartbound, inhrelid) as bound
     from pg_inherits join pg_class on pg_class.oid = inhrelid where inhparent = 'events'::regclass`,
  );
  return rowsOf<{ name: string; bound: string }>(found)
    .flatMap(({ name, bound }): Month[] => {
      const [, from, to] = /^FOR VALUES FROM \((.+)\) TO \('(.+)'\)$/.exec(bound) ?? [];
      if (from === undefined || to === undefined) return [];
      return [{ name, ...(from !== 'MINVALUE' && { from: from.slice(1, -1) }), to }];
    })
    .sort((a, b) => (a.to < b.to ? -1 : 1));
}

/** Sees to it that this month and the next have their tables, and takes what was written before them into them. */
export async function makeMonths(knex: Knex, now: Date): Promise<void> {
  const last = (await months(knex)).at(-1)?.to;
  if (last === undefined) return;
  for (let later = 0; later <= ahead; later += 1) {
    const [from, to] = [monthOf(now, later), monthOf(now, later + 1)];
    if (from >= last) await makeMonth(knex, from, to);
  }
}

async function makeMonth(knex: Knex, from: string, to: string): Promise<void> {
  const name = `events_${from.replace('-', '_')}`;
  await inTurn(knex, async trx => {
    await trx.raw('lock table only events_lasting in access exclusive mode');
    await trx.raw('create table ?? (like events_lasting including all)', [name]);
    const early = 'from events_lasting where at >= ? and at < ?';
    await trx.raw(`with early as (delete ${early} returning *) insert into ?? select * from early`, [from, to, name]);
    await trx.raw(`alter table events attach partition ?? for values from ('${from}') to ('${to}')`, [name]);
  });
}

/** Drops the tables of what was written before then; what streams hold that go on stays. Says how many. */
export async function dropMonths(knex: Knex, before: string): Promise<number> {
  if (!isPostgres(knex)) return 0;
  const old = (await months(knex)).filter(({ to }) => to <= before);
  for (const { name } of old) {
    // Found before anybody has to wait: nothing more is written here, and no stream that has ended goes on again.
    const lasting = await positionsIn(knex, name, true);
    await inTurn(knex, async trx => {
      await trx.raw('lock table events in access exclusive mode');
      await trx.raw('alter table events detach partition ??', [name]);
      // What is moved was written in order once.
      await trx.raw('alter table events_lasting disable trigger events_in_order');
      for (const positions of pieces(lasting, 1000)) {
        // A stream that ended and has begun anew since is another one.
        await trx.raw(
          `insert into events_lasting select * from ?? old where position = any (?::bigint[]) and not exists
           (select 1 from events where events.stream = old.stream and events.seq = old.seq)`,
          [name, positions as unknown as Knex.Value],
        );
      }
      await trx.raw('alter table events_lasting enable trigger events_in_order');
      await trx.raw('drop table ??', [name]);
    });
  }
  for (const positions of pieces(await positionsIn(knex, 'events_lasting', false), 1000))
    await knex('events_lasting').whereIn('position', positions).delete();
  return old.length;
}

const positionsAtOnce = 10_000;

/** Of the events whose streams go on, or of those whose do not, found some at a time. */
async function positionsIn(knex: Knex, table: string, goesOn: boolean): Promise<string[]> {
  const found: string[] = [];
  for (let after = '0'; ;) {
    const read = await knex.raw(
      `select position, exists (select 1 from stream_heads where stream_heads.stream = one.stream) as "goesOn"
       from ?? as one where position > ? order by position limit ?`,
      [table, after, positionsAtOnce],
    );
    const rows = rowsOf<{ position: string; goesOn: boolean }>(read);
    const last = rows.at(-1);
    if (last === undefined) return found;
    found.push(...rows.filter(row => row.goesOn === goesOn).map(({ position }) => position));
    after = last.position;
  }
}

/** Gives way where it cannot have the tables at once: whoever writes must not wait in line behind it. */
const inTurn = (knex: Knex, body: (trx: Knex.Transaction) => Promise<void>) =>
  knex.transaction(async trx => {
    await trx.raw("set local lock_timeout = '1s'");
    await body(trx);
  });
