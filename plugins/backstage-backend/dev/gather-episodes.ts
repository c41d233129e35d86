import makeKnex from 'knex';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gatherEpisodes } from './gatherEpisodes';
import { openDatabase } from './openDatabase';

const usage = 'gather-episodes --into NEW_FILE FILE…';
const migrations = resolve(__dirname, '../migrations');

/** Brings the incidents of several SQLite databases that have ended together in a new one. */
async function gather() {
  const { values, positionals } = parseArgs({ options: { into: { type: 'string' } }, allowPositionals: true });
  if (values.into === undefined || positionals.length === 0) throw new Error(usage);
  if (existsSync(values.into)) throw new Error(`There is a file ${values.into} already`);
  const connection = { filename: values.into };
  const into = makeKnex({ client: 'better-sqlite3', connection, useNullAsDefault: true });
  try {
    const from = await Promise.all(positionals.map(sqlite => openDatabase({ sqlite }, usage)));
    try {
      const incidents = await gatherEpisodes(into, from, migrations);
      console.log(`${incidents} incidents of ${from.length} databases are in ${values.into}`);
    } finally {
      await Promise.all(from.map(knex => knex.destroy()));
    }
  } finally {
    await into.destroy();
  }
}

gather().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
