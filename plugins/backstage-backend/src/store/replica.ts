import type { Knex } from 'knex';
import { isPostgres, rowsOf } from './database';

/** Runs a read where it may be run. */
export type Read = <T>(ask: (from: Knex) => Promise<T>) => Promise<T>;

/** As far behind as what is read by people may be. */
const mostBehindMs = 1_000;
const lookEachMs = 200;
/** So long it is left alone after it failed. */
const restMs = 5_000;

/** Everything is read where it is written. */
export const readAlone =
  (knex: Knex): Read =>
  ask =>
    ask(knex);

/**
 * Reads from a standby that follows the primary, while it is known to hold all that was there a second ago, else from
 * the primary. For lists that people look at; who decides asks the primary.
 */
export function readFromReplica(primary: Knex, replica: Knex, clock = () => performance.now()): Read {
  let places: { at: number; place: number }[] = [];
  let [looked, freshAt, restUntil] = [-Infinity, -Infinity, -Infinity];
  let looking: Promise<void> | undefined;

  const look = async () => {
    looked = clock();
    places.push({ at: looked, place: await placeOf(primary, 'pg_current_wal_lsn()') });
    const reached = await placeOf(replica, 'pg_last_wal_replay_lsn()');
    freshAt = Math.max(freshAt, ...places.filter(({ place }) => place <= reached).map(({ at }) => at));
    places = places.filter(({ at }) => at > freshAt && at > looked - 10 * mostBehindMs);
  };
  const failed = () => {
    [freshAt, restUntil] = [-Infinity, clock() + restMs];
  };

  return async ask => {
    if (clock() < restUntil) return ask(primary);
    if (clock() - looked >= lookEachMs || looking)
      await (looking ??= look()
        .catch(failed)
        .finally(() => {
          looking = undefined;
        }));
    if (clock() - freshAt > mostBehindMs) return ask(primary);
    try {
      return await ask(replica);
    } catch {
      failed();
      return ask(primary);
    }
  };
}

/** Where in the log of PostgreSQL that is, in bytes. */
async function placeOf(knex: Knex, where: string): Promise<number> {
  if (!isPostgres(knex)) throw new Error('Only PostgreSQL has replicas');
  const [row] = rowsOf<{ place: string }>(await knex.raw(`select pg_wal_lsn_diff(${where}, '0/0') as place`));
  return Number(row?.place);
}
