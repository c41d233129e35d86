import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import makeKnex from 'knex';
import { Store } from '../src/store';
import { databaseOptions, databaseUsage } from './openDatabase';

const actor = 'restore';

/** Makes a database of a backup, with the brake pulled. Exit code 2: it was not done, and nothing was written. */
async function restoreBackup() {
  const { values } = parseArgs({ options: { ...databaseOptions, from: { type: 'string' } } });
  const { from, sqlite, postgres, schema } = values;
  if (from === undefined || (sqlite === undefined) === (postgres === undefined))
    throw new Error(`restore ${databaseUsage} --from FILE`);
  await access(from);
  const knex =
    postgres === undefined
      ? makeKnex({ client: 'better-sqlite3', connection: { filename: sqlite ?? '' }, useNullAsDefault: true })
      : makeKnex({ client: 'pg', connection: postgres, ...(schema !== undefined && { searchPath: [schema] }) });
  try {
    const store = await Store.create(knex, { migrations: resolve(__dirname, '../migrations') });
    const unzipped = createReadStream(from).pipe(createGunzip());
    const events = await store.restore(createInterface({ input: unzipped, crlfDelay: Infinity }), actor);
    console.log(`${events} events are restored. The brake is pulled: look at what is true now, then release it.`);
  } finally {
    await knex.destroy();
  }
}

restoreBackup().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
