import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildBackend } from './build';
import { portsOf, takeLane } from './ports';
import { startTicks } from './pids';
import { until } from './wait';

const root = resolve(__dirname, '../../..');

/** Starts the backend in a folder of its own, says its number, and stays. */
const starting = (port: number) => `
  const { startBackend } = require(${JSON.stringify(join(__dirname, 'backend.ts'))});
  const tokens = { shop: 'shop-token-of-a-test', operator: 'operator-token-of-a-test' };
  const shop = { supervisor: 'http://127.0.0.1:9', supervisorToken: 'supervisor-token-of-a-test' };
  const dir = ${JSON.stringify(mkdtempSync(join(tmpdir(), 'backend-')))};
  startBackend({ root: ${JSON.stringify(root)}, dir, port: ${port}, tokens, shop }).then(({ pid }) => console.log(pid));`;

test('the backend ends when whoever started it is killed', async () => {
  await buildBackend(root, () => {});
  const lane = await takeLane(57);
  const args = ['--import', 'tsx', '-e', starting(portsOf(lane.base).spare)];
  const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(parent, 'exit').then(([code]) => {
    throw new Error(`it ended with ${code} before the backend was ready`);
  });
  const said = once(createInterface({ input: parent.stdout }), 'line');
  const [line] = (await Promise.race([said, ended])) as [string];
  ended.catch(() => {});
  const backend = Number(line);
  expect(startTicks(backend)).toBeDefined();
  parent.kill('SIGKILL');
  await until('the backend to end', () => startTicks(backend) === undefined, 120_000);
  await lane.release();
});
