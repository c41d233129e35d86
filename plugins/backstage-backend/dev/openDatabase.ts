import makeKnex, { type Knex } from 'knex';
import { existsSync } from 'node:fs';

/** Options of `parseArgs` for commands that read or write a database of Autocura. */
export const databaseOptions = {
  sqlite: { type: 'string' },
  postgres: { type: 'string' },
  schema: { type: 'string' },
} as const;

export const databaseUsage = '--sqlite FILE | --postgres URL [--schema NAME]';

/** Throws an Error where it is not said which one, or where it is not there or not ours. */
export async function openDatabase(
  { sqlite, postgres, schema }: { [K in keyof typeof databaseOptions]?: string | undefined },
  usage: string,
): Promise<Knex> {
  if ((sqlite === undefined) === (postgres === undefined)) throw new Error(usage);
  const knex =
    postgres === undefined
      ? openFile(sqlite ?? '')
      : makeKnex({ client: 'pg', connection: postgres, ...(schema !== undefined && { searchPath: [schema] }) });
  try {
    if (!(await knex.schema.hasTable('events'))) throw new Error('There are no events of Autocura in this database');
    return knex;
  } catch (error) {
    await knex.destroy();
    throw error;
  }
}

function openFile(filename: string): Knex {
  if (!existsSync(filename)) throw new Error(`There is no file ${filename}`);
  return makeKnex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
}
