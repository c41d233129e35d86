import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from '../../src/store/testDatabases';
import type { RealRedis } from '../../src/testSupport/realRedis';
import type { RealSenders } from '../../src/testSupport/realSenders';
import type { HealerProcess } from '../../src/testSupport/startHealer';
import type { TcpProxy } from '../../src/testSupport/tcpProxy';
import type { WatchedOutside } from '../../src/testSupport/watchedOutside';

/** What may happen to it. */
export interface Victims {
  replicas: (HealerProcess | undefined)[];
  /** Starts it again, in the same place; `clockMs` is how far the clock of its host is off then. */
  replace(index: number, clockMs?: number): Promise<void>;
  database(): Server;
  /** The way of all replicas to it. */
  databaseWay: TcpProxy;
  /** Runs it again after its end. */
  restartDatabase(): Promise<void>;
  redis: RealRedis;
  redisWay: TcpProxy;
  outside: WatchedOutside;
  senders: RealSenders;
}

export interface Mischief {
  name: string;
  /** Resolves when all is as it was. */
  happens(victims: Victims, index: number): Promise<void>;
}

const hours = 3_600_000;

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
    happens: ({ database }) => standsStill(...withChildren(database().process.pid ?? 0)),
  },
  {
    name: 'PostgreSQL is killed',
    happens: ({ restartDatabase }) => restartDatabase(),
  },
  {
    name: 'what is sent to PostgreSQL gets lost for 6 s',
    async happens({ databaseWay }) {
      databaseWay.be('swallow');
      await pause(6_000);
      databaseWay.be('refuse');
      databaseWay.be('pass');
    },
  },
  {
    name: 'what is sent to PostgreSQL and comes from it is 100 ms late for 8 s',
    async happens({ databaseWay }) {
      databaseWay.be('slow');
      await pause(8_000);
      databaseWay.be('pass');
    },
  },
  {
    name: 'Redis is emptied',
    async happens({ redis }) {
      await redis.ask('FLUSHALL');
    },
  },
  {
    name: 'Redis stands still for 6 s',
    happens: ({ redis }) => standsStill(redis.server.pid ?? 0),
  },
  {
    name: 'there is no Redis for 8 s',
    async happens({ redisWay }) {
      redisWay.be('refuse');
      await pause(8_000);
      redisWay.be('pass');
    },
  },
  {
    name: 'Alertmanager is killed',
    happens: ({ senders }) => senders.alertmanager.restart(),
  },
  {
    name: 'Alertmanager stands still for 6 s',
    happens: ({ senders }) => standsStill(senders.alertmanager.pid()),
  },
  {
    name: 'Prometheus is killed',
    happens: ({ senders }) => senders.prometheus.restart(),
  },
  {
    name: 'Prometheus stands still for 6 s',
    happens: ({ senders }) => standsStill(senders.prometheus.pid),
  },
  clockOff('ahead', 2 * hours),
  clockOff('behind', -2 * hours),
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

/** Until something else happens to that replica. */
function clockOff(way: string, clockMs: number): Mischief {
  return {
    name: `a replica comes back with a clock two hours ${way}`,
    async happens({ replicas, replace }, index) {
      replicas[index]?.kill('SIGKILL');
      await replicas[index]?.ended;
      delete replicas[index];
      await replace(index, clockMs);
    },
  };
}

async function standsStill(...processes: number[]) {
  processes.forEach(pid => signal(pid, 'SIGSTOP'));
  await pause(6_000);
  processes.forEach(pid => signal(pid, 'SIGCONT'));
}

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
