import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from '../../src/store/testDatabases';
import type { HealerProcess } from '../../src/testSupport/startHealer';
import type { WatchedOutside } from '../../src/testSupport/watchedOutside';

/** What may happen to it. */
export interface Victims {
  replicas: (HealerProcess | undefined)[];
  /** Starts it again, in the same place. */
  replace(index: number): Promise<void>;
  database(): Server;
  /** Runs it again after its end. */
  restartDatabase(): Promise<void>;
  outside: WatchedOutside;
}

export interface Mischief {
  name: string;
  /** Resolves when all is as it was. */
  happens(victims: Victims, index: number): Promise<void>;
}

export const mischiefs: Mischief[] = [
  {
    name: 'a replica is killed',
    async happens({ replicas, replace }, index) {
      replicas[index]?.kill('SIGKILL');
      await replicas[index]?.ended;
      delete replicas[index];
      await pause(2_000);
      await replace(index);
    },
  },
  {
    name: 'a replica stands still for 12 s, longer than its leases',
    async happens({ replicas }, index) {
      replicas[index]?.kill('SIGSTOP');
      await pause(12_000);
      replicas[index]?.kill('SIGCONT');
    },
  },
  {
    name: 'PostgreSQL hangs for 6 s',
    async happens({ database }) {
      const all = withChildren(database().process.pid ?? 0);
      all.forEach(pid => signal(pid, 'SIGSTOP'));
      await pause(6_000);
      all.forEach(pid => signal(pid, 'SIGCONT'));
    },
  },
  {
    name: 'PostgreSQL is killed',
    happens: ({ restartDatabase }) => restartDatabase(),
  },
  {
    name: 'nothing can be measured for 8 s',
    async happens({ outside }) {
      const { at } = outside;
      const until = performance.now() + 8_000;
      outside.at = async moment => {
        if (moment === 'measure') await pause(Math.max(0, until - performance.now()));
      };
      await pause(8_000);
      outside.at = at;
    },
  },
];

/** A server and the processes that answer for it. */
function withChildren(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return [pid, ...children.map(Number)];
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
