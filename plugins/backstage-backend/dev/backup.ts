import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { Store } from '../src/store';
import { databaseOptions, databaseUsage, openDatabase } from './openDatabase';

/** Writes the record into a file, while others go on writing to it. Exit code 2: it was not done. */
async function makeBackup() {
  const { values } = parseArgs({ options: { ...databaseOptions, to: { type: 'string' } } });
  const usage = `backup ${databaseUsage} --to FILE`;
  const { to } = values;
  if (to === undefined) throw new Error(usage);
  const knex = await openDatabase(values, usage);
  try {
    const store = await Store.create(knex, { migrations: false });
    // Whoever finds a file of that name finds a whole one.
    const unfinished = `${to}.unfinished`;
    const file = createWriteStream(unfinished, { mode: 0o600 });
    const zipped = createGzip();
    zipped.pipe(file);
    const events = await store.backup(async text => {
      if (!zipped.write(`${text}\n`)) await once(zipped, 'drain');
    });
    zipped.end();
    await finished(file);
    await rename(unfinished, to);
    console.log(`${events} events are in ${to}`);
  } finally {
    await knex.destroy();
  }
}

makeBackup().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
