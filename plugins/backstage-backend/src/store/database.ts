import type { Knex } from 'knex';

const onPostgres = (knex: Knex) => knex.client.driverName === 'pg';

/** Settings of the connection and the schema. Started at once by many processes, one migrates and the others wait. */
export async function prepare(knex: Knex, migrations: string | false): Promise<void> {
  // Else an error's message holds the values: alerts, whole incidents, and so whatever secret they carry.
  knex.client.config.compileSqlOnError = false;
  if (!onPostgres(knex)) {
    await knex.raw('pragma journal_mode = WAL');
    await knex.raw('pragma synchronous = FULL');
    await knex.raw('pragma busy_timeout = 5000');
  }
  if (migrations === false) return;
  // Within one transaction a killed process leaves neither half a schema nor a lock.
  await knex.transaction(async trx => {
    if (onPostgres(knex)) await trx.raw("select pg_advisory_xact_lock(hashtext('autocura migrations'))");
    await trx.migrate.latest({ directory: migrations, disableTransactions: true });
  });
}

/**
 * A transaction that writes events. It takes its place among the writers with its first statement: later, SQLite
 * would refuse it for having read before another wrote, and PostgreSQL could deadlock with a rebuild.
 */
export function write<T>(knex: Knex, body: (trx: Knex.Transaction) => Promise<T>, alone = false): Promise<T> {
  return knex.transaction(async trx => {
    if (!onPostgres(knex)) await trx.raw('delete from events where 1 = 0');
    else await trx.raw(`lock table events in ${alone ? 'exclusive' : 'row exclusive'} mode`);
    return body(trx);
  });
}

/** Makes transactions that say the same words wait for one another. On SQLite all that write do. */
export async function together(trx: Knex.Transaction, words: string): Promise<void> {
  if (onPostgres(trx)) await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [words]);
}

/** SQL for the clock of the database, in milliseconds of the epoch. */
export const databaseClock = (knex: Knex) =>
  onPostgres(knex)
    ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
    : "cast((julianday('now') - 2440587.5) * 86400000 as integer)";

export const skipLocked = (knex: Knex, table: string) => (onPostgres(knex) ? `for update of ${table} skip locked` : '');

/** Rows of a raw query, which each driver wraps in its own way. */
export const rowsOf = <T>(result: unknown): T[] =>
  Array.isArray(result) ? (result as T[]) : (result as { rows: T[] }).rows;

/** Pieces that stay below what a statement of either database can bind. */
export const pieces = <T>(items: T[], size = 100): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

export const parse = <T>(text: string): T => JSON.parse(text) as T;
