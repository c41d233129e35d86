import { readFileSync } from 'node:fs';
import type { Server } from './server';

/** A server that can be ended and started again on the same files. */
export interface DatabaseServer extends Server {
  /** To the server and to each of its sessions, which are processes of their own. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it, however it is, and resolves when it takes connections again. */
  restart(): Promise<void>;
}

/** `start` starts one on the files there are; `ready` resolves when it takes connections. */
export function databaseServer(start: () => Server, ready: () => Promise<unknown>): DatabaseServer {
  let server = start();
  let last: Promise<unknown> = Promise.resolve();
  const signal = (name: NodeJS.Signals) => send([server.pid, ...sessionsOf(server.pid)], name);
  const end = async () => {
    const sessions = sessionsOf(server.pid);
    // What is stopped could not end in peace, nor notice that its server is gone.
    signal('SIGCONT');
    await server.stop();
    send(sessions, 'SIGKILL');
  };
  return {
    get pid() {
      return server.pid;
    },
    signal,
    stop: end,
    restart: () => {
      const mine = last.then(async () => {
        await end();
        server = start();
        await ready();
      });
      last = mine.catch(() => {});
      return mine;
    },
  };
}

function sessionsOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function send(pids: number[], signal: NodeJS.Signals) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
