import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { shadowReport } from '../src/shadow';
import { Store } from '../src/store';
import { JsonReport } from './jsonReport';
import { databaseOptions, databaseUsage, openDatabase } from './openDatabase';
import { episodeLine, shadowTable } from './shadowTable';
import { timeOf } from './timeOf';

const usage = `shadow --from TIME --to TIME ${databaseUsage} [--json FILE]`;

/**
 * Says what Autocura named and would have done, beside what people did. Nothing is written. Exit code 2: it could not
 * be done.
 */
async function main() {
  const { values } = parseArgs({
    options: {
      ...databaseOptions,
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const period = { from: timeOf(values.from, 'from', usage), to: timeOf(values.to, 'to', usage) };
  const knex = await openDatabase(values, usage);
  try {
    const store = await Store.create(knex, { migrations: false });
    const json = values.json === undefined ? undefined : new JsonReport(createWriteStream(values.json));
    const { from, to, counts, remedies } = await shadowReport(
      store,
      { from: period.from.toISOString(), to: period.to.toISOString() },
      {
        most: 0,
        async tell(episode) {
          console.log(episodeLine(episode));
          await json?.item(episode);
        },
      },
    );
    console.log(shadowTable({ counts, remedies }));
    await json?.end({ from, to, counts, remedies });
  } finally {
    await knex.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
