import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs } from './endWithUs';
import type { PidFile } from './pids';

/** A server that is not ours, as a child process. */
export interface Server {
  pid: number;
  /** Asks it to end, and makes it end after two seconds. */
  stop(): Promise<void>;
}

/**
 * In a group of its own, so that Ctrl-C reaches only us and we stop things in order. `lostBy`: the signal that ends it
 * when we are gone before we could.
 */
export function startServer(
  command: string,
  args: string[],
  log: string,
  pids: PidFile,
  options: SpawnOptions & { stopBy?: NodeJS.Signals; lostBy?: 'KILL' | 'QUIT' } = {},
): Server {
  const { stopBy = 'SIGTERM', lostBy, ...rest } = options;
  const out = openSync(log, 'a');
  const child = spawn(command, args, { stdio: ['ignore', out, out], detached: true, ...rest });
  child.on('error', () => {});
  if (child.pid === undefined) throw new Error(`${command} does not start; see ${log}`);
  pids.add(child.pid);
  endWithUs(child, lostBy);
  return { pid: child.pid, stop: () => stopChild(child, stopBy, 2000) };
}

/** Ends a child by a signal, and by SIGKILL when it has not ended in time. */
export async function stopChild(child: ChildProcess, signal: NodeJS.Signals, graceMs: number) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill(signal);
  const patience = new AbortController();
  void sleep(graceMs, undefined, { signal: patience.signal }).then(
    () => child.kill('SIGKILL'),
    () => {},
  );
  await gone;
  patience.abort();
}
