import type { Knex } from 'knex';
import { setImmediate as turn } from 'node:timers/promises';

export const isPostgres = (knex: Knex) => knex.client.driverName === 'pg';

/** Settings of the connection and the schema. Started at once by many processes, one migrates and the others wait. */
export async function prepare(knex: Knex, migrations: string | false): Promise<void> {
  // Else an error's message holds the values: alerts, whole incidents, and so whatever secret they carry.
  knex.client.config.compileSqlOnError = false;
  if (!isPostgres(knex)) {
    await knex.raw('pragma journal_mode = WAL');
    await knex.raw('pragma synchronous = FULL');
    await knex.raw('pragma busy_timeout = 5000');
    // Pages that many transactions change are copied from the log once in 32 MB instead of once in 4.
    await knex.raw('pragma wal_autocheckpoint = 8000');
  }
  if (migrations === false) return;
  // Within one transaction a killed process leaves neither half a schema nor a lock.
  await knex.transaction(async trx => {
    if (isPostgres(knex)) await trx.raw("select pg_advisory_xact_lock(hashtext('autocura migrations'))");
    // Where a newer version has been, an older one finds migrations that it does not know. They only add, so it may start.
    const older = { disableMigrationsListValidation: true };
    await trx.migrate.latest({ directory: migrations, disableTransactions: true, ...older });
  });
}

/**
 * A transaction that writes events. It takes its place among the writers with its first statement: later, SQLite
 * would refuse it for having read before another wrote, and PostgreSQL could deadlock with a rebuild.
 */
export function write<T>(knex: Knex, body: (trx: Knex.Transaction) => Promise<T>, alone = false): Promise<T> {
  return knex.transaction(async trx => {
    if (!isPostgres(knex)) await trx.raw('delete from events where 1 = 0');
    else await trx.raw(`lock table only events in ${alone ? 'exclusive' : 'row exclusive'} mode`);
    return body(trx);
  });
}

/** Reads that see one state of the database, whatever is written between them. */
export function snapshot<T>(knex: Knex, body: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  // On SQLite every transaction is one, and knex would warn.
  return isPostgres(knex) ? knex.transaction(body, { isolationLevel: 'repeatable read' }) : knex.transaction(body);
}

/** Makes transactions that say the same words wait for one another. On SQLite all that write do. */
export async function together(trx: Knex.Transaction, words: string): Promise<void> {
  if (isPostgres(trx)) await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [words]);
}

/** SQL for the clock of the database, in milliseconds of the epoch. */
export const databaseClock = (knex: Knex) =>
  isPostgres(knex)
    ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
    : "cast((julianday('now') - 2440587.5) * 86400000 as integer)";

export const forUpdate = (knex: Knex) => (isPostgres(knex) ? 'for update' : '');

export const skipLocked = (knex: Knex, table: string) => (isPostgres(knex) ? `for update of ${table} skip locked` : '');

/** SQL for a text within a column that holds JSON; null where there is none. Names are ours, never anybody's input. */
export const fieldOf = (knex: Knex, column: string, ...path: string[]) =>
  isPostgres(knex) ? `(${column}::json #>> '{${path.join()}}')` : `json_extract(${column}, '$.${path.join('.')}')`;

/** Rows of a raw query, which each driver wraps in its own way. */
export const rowsOf = <T>(result: unknown): T[] =>
  Array.isArray(result) ? (result as T[]) : (result as { rows: T[] }).rows;

/** A table `given` with the column `value`, for SQL: one text for any number of values, which are bound as one. */
export const given = (knex: Knex) => (isPostgres(knex) ? 'unnest(?::text[]) as given(value)' : 'json_each(?) as given');
export const binding = (knex: Knex, values: string[]): Knex.RawBinding[] => [
  isPostgres(knex) ? (values as unknown as Knex.RawBinding) : JSON.stringify(values),
];

/** Adds the rows. Given columns that are unique together, a row takes the place of the one with the same values there. */
export async function insertRows<T extends object>(
  trx: Knex.Transaction,
  table: string,
  rows: T[],
  replace?: string | string[],
) {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!) as (keyof T & string)[];
  const unique = replace === undefined ? [] : [replace].flat();
  const others = columns.filter(column => !unique.includes(column)).map(column => `${column} = excluded.${column}`);
  const resolution = replace === undefined ? '' : `on conflict (${unique.join()}) do update set ${others.join()}`;
  const insert = (source: string) => `insert into ${table} (${columns.join()}) ${source} ${resolution}`;
  if (isPostgres(trx)) return insertTogether(trx, insert, columns, rows);
  return insertEach(trx, insert(`values (${columns.map(() => '?').join()})`), columns, rows);
}

/** Fewer rows than this are bound value by value: what is long is then not quoted into a list. */
const fewRows = 16;
const mostRows = 1000;

/**
 * A list for each column of which rows differ: one text for any number of rows. A number is whole, and in a column of
 * numbers none is missing.
 */
async function insertTogether<T extends object>(
  trx: Knex.Transaction,
  insert: (source: string) => string,
  columns: (keyof T & string)[],
  rows: T[],
) {
  const typeOf = (column: keyof T & string) => (typeof rows[0]![column] === 'number' ? 'integer' : 'text');
  for (const piece of pieces(rows, mostRows)) {
    const [first] = piece as [T];
    if (piece.length < fewRows) {
      const places = `(${columns.map(column => `?::${typeOf(column)}`).join()})`;
      await trx.raw(
        insert(`values ${piece.map(() => places).join()}`),
        bindings(piece.flatMap(row => columns.map(column => row[column]))),
      );
      continue;
    }
    const differs = columns.filter(column => piece.some(row => row[column] !== first[column]));
    const same = columns.filter(column => !differs.includes(column));
    const selected = columns.map(column => (differs.includes(column) ? column : `?::${typeOf(column)}`));
    const lists = differs.map(column => `?::${typeOf(column)}[]`);
    await trx.raw(
      insert(`select ${selected.join()} from unnest(${lists.join()}) as given(${differs.join()})`),
      bindings([...same.map(column => first[column]), ...differs.map(column => piece.map(row => row[column]))]),
    );
  }
}

const bindings = (values: unknown[]) => values as Knex.RawBinding[];

interface Sqlite {
  prepare(sql: string): { run(...values: unknown[]): unknown };
}

/** Past knex, which would have SQLite read a statement with a place for each value of each row anew each time. */
async function insertEach<T extends object>(
  trx: Knex.Transaction,
  sql: string,
  columns: (keyof T & string)[],
  rows: T[],
) {
  const connection: Sqlite = await trx.client.acquireConnection();
  const statement = connection.prepare(sql);
  for (const [index, row] of rows.entries()) {
    // SQLite answers at once: without a pause nothing else would have its turn until all is written.
    if (index % 100 === 99) await turn();
    statement.run(...columns.map(column => row[column]));
  }
}

/** Pieces that stay below what a statement of either database can bind. */
export const pieces = <T>(items: T[], size = 100): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

export const parse = <T>(text: string): T => JSON.parse(text) as T;
