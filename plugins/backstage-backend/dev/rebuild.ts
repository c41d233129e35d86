import { parseArgs } from 'node:util';
import { Store } from '../src/store';
import { databaseOptions, databaseUsage, openDatabase } from './openDatabase';

/** Makes every read model anew from the events. Exit code 2: it was not done, and nothing has changed. */
async function rebuild() {
  const { values } = parseArgs({ options: databaseOptions });
  const knex = await openDatabase(values, `rebuild ${databaseUsage}`);
  try {
    const store = await Store.create(knex, { migrations: false });
    const started = performance.now();
    await store.rebuild();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const [counted] = await knex('events').count<{ events: number | string }[]>('* as events');
    console.log(`Read models made anew from ${counted?.events} events in ${seconds} s`);
  } finally {
    await knex.destroy();
  }
}

rebuild().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
