import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PidFile } from './pids';

const file = () => join(mkdtempSync(join(tmpdir(), 'pids-')), 'pids.json');

test('ends what an earlier run left, and nothing that merely has its number', async () => {
  const path = file();
  const [left, other] = [spawn('sleep', ['60']), spawn('sleep', ['60'])];
  const ended = new Promise(resolve => left.once('exit', (_code, signal) => resolve(signal)));
  const before = new PidFile(path);
  before.add(left.pid);
  const entries = JSON.parse(readFileSync(path, 'utf8')) as { pid: number; started: string }[];
  writeFileSync(path, JSON.stringify([...entries, { pid: other.pid, started: '1' }]));

  expect(new PidFile(path).sweep()).toBe(1);
  expect(await ended).toBe('SIGKILL');
  expect(other.exitCode).toBeNull();
  expect(other.signalCode).toBeNull();
  other.kill();
  expect(new PidFile(path).sweep()).toBe(0);
});
