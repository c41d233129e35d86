import { parseArgs } from 'node:util';
import { Store } from '../src/store';
import { databaseOptions, databaseUsage, openDatabase } from './openDatabase';

/** Follows the hash chain of every stream. Exit code 1: one is not as it was written; 2: it could not be told. */
async function verifyRecord() {
  const { values } = parseArgs({ options: databaseOptions });
  const knex = await openDatabase(values, `record:verify ${databaseUsage}`);
  try {
    const store = await Store.create(knex, { migrations: false });
    let [streams, events, broken] = [0, 0, 0];
    for (;;) {
      const next: { stream: string }[] = await knex('events')
        .distinct('stream')
        .orderBy('stream')
        .offset(streams)
        .limit(500);
      for (const { stream } of next) {
        const chain = await store.verifyChain(stream);
        streams += 1;
        if (chain.intact) events += chain.length;
        else {
          broken += 1;
          console.log(`${stream}: event ${chain.seq}: ${chain.why}`);
        }
      }
      if (next.length === 0) break;
    }
    console.log(
      broken === 0
        ? `${events} events in ${streams} streams are as they were written`
        : `${broken} of ${streams} streams are not as they were written`,
    );
    process.exitCode = broken === 0 ? 0 : 1;
  } finally {
    await knex.destroy();
  }
}

verifyRecord().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
