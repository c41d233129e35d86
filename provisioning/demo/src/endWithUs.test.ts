import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { startTicks } from './pids';
import { until } from './wait';

const program = join(mkdtempSync(join(tmpdir(), 'end-with-us-')), 'endWithUs.cjs');
beforeAll(() => {
  buildSync({ entryPoints: [join(__dirname, 'endWithUs.ts')], outfile: program, bundle: true, platform: 'node' });
});

/** A process that starts another one, says its number, and does nothing more. */
async function parentOf(script: string) {
  const parent = spawn(process.execPath, ['-e', script, program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
  return { parent, child: Number(line) };
}

const starting = `
  const { endWithUs } = require(process.argv[1]);
  const child = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  endWithUs(child, 'QUIT');
  console.log(child.pid);`;
const gone = (pid: number) => startTicks(pid) === undefined;

test.each([
  { name: 'is killed', stopped: false },
  { name: 'is killed, also when it is stopped', stopped: true },
])('a child ends when its parent $name', async ({ stopped }) => {
  const { parent, child } = await parentOf(starting);
  expect(gone(child)).toBe(false);
  if (stopped) process.kill(child, 'SIGSTOP');
  parent.kill('SIGKILL');
  await until('the child to end', () => gone(child));
});

test('whoever watched ends with the child', async () => {
  const { parent, child } = await parentOf(starting);
  process.kill(child, 'SIGKILL');
  // Nothing is left to keep it.
  const [code] = await once(parent, 'exit');
  expect(code).toBe(0);
});
