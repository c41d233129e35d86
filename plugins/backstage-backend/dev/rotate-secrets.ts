import { parseArgs } from 'node:util';
import { guard, reachOf } from '../src/outbound';
import { keyServiceOf } from '../src/secrets';
import { Store } from '../src/store';
import { databaseOptions, databaseUsage, openDatabase } from './openDatabase';
import { readSettingsFile } from './settingsFile';

/** Wraps every secret by the first key of the configuration. Exit code 2: some still need the keys before it. */
async function rotate() {
  const { values } = parseArgs({ options: { ...databaseOptions, config: { type: 'string' } } });
  const usage = `secrets:rotate --config FILE ${databaseUsage}`;
  if (values.config === undefined) throw new Error(usage);
  const settings = await readSettingsFile(values.config, undefined);
  const { secrets } = settings;
  if (!secrets) throw new Error(`${values.config} has no autocura.secrets`);
  const knex = await openDatabase(values, usage);
  try {
    const store = await Store.create(knex, {
      migrations: false,
      keys: keyServiceOf(secrets, guard({ allowed: reachOf(settings, settings.outbound?.allowed) }).fetch),
    });
    console.log(`${await store.secrets.rotate()} secrets wrapped anew`);
    for (const [key, count] of Object.entries(await store.secrets.byKey())) console.log(`${key}: ${count}`);
  } finally {
    await knex.destroy();
  }
}

rotate().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
