import { dirname } from 'node:path';
import { faults } from '../../demo/faults';
import { endOldBackend } from '../../demo/src/backend';
import { faultIn } from '../src/faultFiles';
import type { FromRun, RunOrder, ToRun } from '../src/messages';
import { runOne } from '../src/runOne';

/** One run in a process of its own: nothing that other shops do holds up this one's supervisor and clock. */
const tell = (message: FromRun) => new Promise<void>(resolve => process.send?.(message, () => resolve()) ?? resolve());
const stopping = new AbortController();
const patienceMs = 20_000;
let go = () => {};

async function run({ file, fault: id, ...order }: RunOrder): Promise<FromRun> {
  try {
    const fault = file === undefined ? faults.find(each => each.id === id) : await faultIn(file);
    if (!fault) throw new Error(`no fault is called ${id}`);
    const mates = new Promise<void>(resolve => (go = resolve));
    const result = await runOne({
      ...order,
      fault,
      ...(file !== undefined && { faultsDir: dirname(file) }),
      stopping: stopping.signal,
      allStarted: () => tell({ type: 'started' }).then(() => mates),
      onProgress: text => void tell({ type: 'progress', text }),
    });
    return { type: 'done', run: result };
  } catch (error) {
    return { type: 'failed', message: withCauses(error) };
  }
}

const withCauses = (error: unknown): string =>
  error instanceof Error && error.cause !== undefined
    ? `${error.message}: ${withCauses(error.cause)}`
    : String((error as Error).message);

/** In order first, by force when that takes too long. */
function stop(dir: string) {
  if (stopping.signal.aborted) return;
  stopping.abort();
  go();
  setTimeout(() => {
    endOldBackend(dir);
    process.exit(1);
  }, patienceMs).unref();
}

process.on('SIGINT', () => {});
process.once('message', (order: RunOrder) => {
  process.on('message', (message: ToRun) => message.type === 'go' && go());
  process.once('disconnect', () => stop(order.dir));
  // Whoever ends the group and whoever started us may both say so.
  process.on('SIGTERM', () => stop(order.dir));
  void run(order)
    .then(tell)
    .then(() => process.exit(0));
});
