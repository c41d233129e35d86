import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromRun, RunOrder } from './messages';
import type { Run } from './types';

/** Longer than any run takes: start, quiet seconds, horizon with what follows it, and the end. */
const mostMs = 8 * 60_000;
const patienceMs = 30_000;

export interface RunProcess {
  /** When its shop is up; also when it never will be. */
  started: Promise<void>;
  /** @throws with what went wrong */
  run: Promise<Run>;
  /** Everything is up, it may begin to measure. */
  go(): void;
  /** Ends it and all that it started. */
  stop(): Promise<void>;
}

export function startRun(order: RunOrder, onProgress: (text: string) => void): RunProcess {
  // In a session of its own: Ctrl-C reaches only us, and Linux, which may share the cores out by sessions, does not let
  // the runs beside each other wait for one another.
  const child = fork(join(__dirname, '../bin/run.ts'), [], {
    detached: true,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', chunk => (complaint = (complaint + String(chunk)).slice(-2000)));
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  let started = () => {};
  const up = new Promise<void>(resolve => (started = resolve));
  const limit = setTimeout(() => child.kill('SIGKILL'), mostMs);
  const run = new Promise<Run>((resolve, reject) => {
    child.on('message', (message: FromRun) => {
      if (message.type === 'started') started();
      if (message.type === 'progress') onProgress(message.text);
      if (message.type === 'done') resolve(message.run);
      if (message.type === 'failed') reject(new Error(message.message));
    });
    child.once('error', reject);
    void exited.then(() => reject(new Error(`its process ended before it was through. ${complaint.trim()}`)));
  });
  const over = run.finally(() => exited);
  // Whoever waits for the others to start hears of it later.
  over.catch(() => {});
  void exited.then(started).finally(() => clearTimeout(limit));
  child.send(order);
  return {
    started: up,
    run: over,
    go: () => void (child.connected && child.send({ type: 'go' })),
    stop: async () => {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await exited.finally(() => clearTimeout(force));
    },
  };
}
