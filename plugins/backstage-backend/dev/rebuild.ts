import makeKnex, { type Knex } from 'knex';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Store } from '../src/store';

const usage = 'rebuild --sqlite FILE | --postgres URL [--schema NAME]';

/** Makes every read model anew from the events. Exit code 2: it was not done, and nothing has changed. */
async function rebuild() {
  const knex = open();
  try {
    if (!(await knex.schema.hasTable('events'))) throw new Error('There are no events of Autocura in this database');
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

function open(): Knex {
  const { values } = parseArgs({
    options: { sqlite: { type: 'string' }, postgres: { type: 'string' }, schema: { type: 'string' } },
  });
  const { sqlite, postgres, schema } = values;
  if ((sqlite === undefined) === (postgres === undefined)) throw new Error(usage);
  if (postgres !== undefined) {
    return makeKnex({ client: 'pg', connection: postgres, ...(schema !== undefined && { searchPath: [schema] }) });
  }
  if (!existsSync(sqlite ?? '')) throw new Error(`There is no file ${sqlite}`);
  return makeKnex({ client: 'better-sqlite3', connection: { filename: sqlite ?? '' }, useNullAsDefault: true });
}

rebuild().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
