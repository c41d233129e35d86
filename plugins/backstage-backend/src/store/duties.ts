import type { Knex } from 'knex';
import { databaseClock, parse } from './database';

/** Something one process at a time does for all of them, with what the last one left. */
export interface Duty<S> {
  name: string;
  owner: string;
  fence: number;
  /** Undefined the first time. */
  state?: S;
}

/** Undefined while somebody else is at it. */
export async function claimDuty<S>(
  knex: Knex,
  name: string,
  owner: string,
  leaseMs: number,
): Promise<Duty<S> | undefined> {
  const clock = databaseClock(knex);
  await knex('duties').insert({ name, fence: 0 }).onConflict('name').ignore();
  const [row] = await knex('duties')
    .where({ name })
    .where(free => free.whereNull('leased_until').orWhereRaw(`leased_until <= ${clock}`))
    .update({ owner, fence: knex.raw('fence + 1'), leased_until: knex.raw(`${clock} + ?`, [leaseMs]) })
    .returning<{ fence: number; state: string | null }[]>(['fence', 'state']);
  if (!row) return undefined;
  return { name, owner, fence: row.fence, ...(row.state !== null && { state: parse<S>(row.state) }) };
}

/** What was left by whoever did it last. */
export async function dutyState<S>(knex: Knex, name: string): Promise<S | undefined> {
  const row = await knex<{ name: string; state: string | null }>('duties').where({ name }).first('state');
  return row && row.state !== null ? parse<S>(row.state) : undefined;
}

/** Gives it back with what the next one should know; false, and nothing is kept, when somebody else has claimed since. */
export async function finishDuty<S>(knex: Knex, { name, owner, fence }: Duty<S>, state?: S): Promise<boolean> {
  const kept = state === undefined ? {} : { state: JSON.stringify(state) };
  const done = await knex('duties')
    .where({ name, owner, fence })
    .update({ owner: null, leased_until: null, ...kept });
  return done === 1;
}
