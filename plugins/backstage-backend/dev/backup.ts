import { createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { Store } from '../src/store';
import { databaseOptions, databaseUsage, openDatabase } from './openDatabase';
import { outdated } from './outdated';

/**
 * Writes the record into a file, while others go on writing to it, and then removes what it was told not to keep. Exit
 * code 2: it was not done.
 */
async function makeBackup() {
  const { values } = parseArgs({ options: { ...databaseOptions, to: { type: 'string' }, keep: { type: 'string' } } });
  const usage = `backup ${databaseUsage} --to FILE [--keep DAYS]`;
  const { to } = values;
  const days = Number(values.keep ?? 1);
  if (to === undefined || !(days >= 1)) throw new Error(usage);
  if (values.keep !== undefined) outdated([], basename(to), days);
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
    if (values.keep === undefined) return;
    const old = outdated(await readdir(dirname(to)), basename(to), days);
    for (const name of old) await rm(join(dirname(to), name));
    console.log(`${old.length} older ones are removed`);
  } finally {
    await knex.destroy();
  }
}

makeBackup().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
