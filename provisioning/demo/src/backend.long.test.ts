import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startBackend } from './backend';
import { buildBackend } from './build';
import { portsOf, takeLane } from './ports';
import { startTicks } from './pids';
import { until } from './wait';

const root = resolve(__dirname, '../../..');

const tokens = { shop: 'shop-token-of-a-test', operator: 'operator-token-of-a-test' };
const shop = { supervisor: 'http://127.0.0.1:9', supervisorToken: 'supervisor-token-of-a-test' };

/** Starts the backend in a folder of its own, says its number, and stays. */
const starting = (port: number) => `
  const { startBackend } = require(${JSON.stringify(join(__dirname, 'backend.ts'))});
  const tokens = ${JSON.stringify(tokens)};
  const shop = ${JSON.stringify(shop)};
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

test('R11 asked to end, it does not wait for a sender that keeps coming on the same connection', async () => {
  await buildBackend(root, () => {});
  const lane = await takeLane(57);
  const dir = mkdtempSync(join(tmpdir(), 'backend-'));
  const backend = await startBackend({ root, dir, port: portsOf(lane.base).spare, tokens, shop });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${tokens.operator}` };
  let answered = 0;
  const ask = () =>
    get(`${backend.url}/api/autocura/v1/incidents`, { agent, headers }, answer => {
      answered += 1;
      answer.resume().on('end', () => setTimeout(ask, 50));
    }).on('error', () => {});
  let ended = false;
  void backend.exited.then(() => (ended = true));
  try {
    ask();
    await until('answers on the connection', () => answered > 3, 30_000);
    backend.kill('SIGTERM');
    await until('the backend to end', () => ended, 30_000);
  } finally {
    if (!ended) backend.kill('SIGKILL');
    agent.destroy();
    await lane.release();
  }
});
