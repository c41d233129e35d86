import { Store } from './Store';
import { connectTo, migrations, type Reach } from './testDatabases';
import { alertOf } from './testHistory';

/** A process to be killed: receives alerts from several senders at once and says which ones it has acknowledged. */
async function run(reach: Reach, from: number): Promise<void> {
  const store = await Store.create(connectTo(reach), { migrations });
  let next = from;
  const sender = async () => {
    for (;;) {
      const numbers = [next, next + 1, next + 2];
      next += numbers.length;
      await store.receive(
        numbers.map(n => alertOf(n)),
        'external:alertmanager',
      );
      process.stdout.write(numbers.map(n => `${n}\n`).join(''));
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
}

void run(JSON.parse(process.argv[2] ?? '') as Reach, Number(process.argv[3]));
