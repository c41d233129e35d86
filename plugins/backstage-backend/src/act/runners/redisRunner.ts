import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, ErrorReply } from '@redis/client';
import { z } from 'zod';
import { ActionFailedError, mayAct, type Runner, takenOver } from './runner';

export interface RedisServer {
  /** `redis://` or `rediss://`, with the password in it. */
  url: string;
  /** What may be deleted: keys that begin so. */
  prefixes: string[];
  /** Keys deleted a second, at most. */
  perSecond: number;
}

export interface RedisSettings {
  /** By the service that the server is. */
  servers: Record<string, RedisServer>;
  /** For connecting, and for each command. */
  timeoutMs?: number;
  /** For all of it. */
  deadlineMs?: number;
}

/** Keys that one SCAN looks at and one UNLINK deletes: neither holds up the server for long. */
const batch = 250;

const scanned = z.tuple([z.string(), z.array(z.string())]);

/** Deletes the keys with a prefix, some at a time. */
export function redisRunner({ servers, timeoutMs = 5_000, deadlineMs = 60_000 }: RedisSettings): Runner {
  return {
    // What was in a cache is not kept anywhere.
    state: async () => undefined,

    async run(_action, { service, prefix }, _key, leave) {
      const server = allowedServer(servers, String(service), String(prefix));
      const until = performance.now() + deadlineMs;
      const client = createClient({
        url: server.url,
        // What broke off is not sent again behind our back.
        socket: { reconnectStrategy: false, connectTimeout: timeoutMs },
        disableOfflineQueue: true,
        disableClientInfo: true,
      });
      // Without a listener, a connection that breaks ends the process. The command under way tells of it.
      client.on('error', () => undefined);
      const ask = (...command: string[]) => within(timeoutMs, client.sendCommand(command));

      let deleted = 0;
      let sent = false;
      try {
        await within(timeoutMs, client.connect());
        if (/^redis_mode:cluster/m.test(String(await ask('INFO', 'server')))) {
          throw new ActionFailedError('refused', `${String(service)} is a cluster, of which we would see one node`);
        }
        for (let cursor: string | undefined = '0'; cursor !== undefined;) {
          const [next, keys] = scanned.parse(await ask('SCAN', cursor, 'MATCH', `${prefix}*`, 'COUNT', `${batch}`));
          for (const some of chunks(keys, batch)) {
            if (!mayAct(leave)) throw new Error(takenOver);
            if (performance.now() > until) throw new Error(`not done after ${deadlineMs} ms`);
            sent = true;
            deleted += Number(await ask('UNLINK', ...some));
            await pause((1_000 * some.length) / server.perSecond);
          }
          cursor = next === '0' ? undefined : next;
        }
        return `${deleted} ${deleted === 1 ? 'key' : 'keys'} deleted`;
      } catch (error) {
        if (error instanceof ActionFailedError) throw error;
        const when = deleted > 0 ? 'unknown' : isDenied(error) ? 'refused' : sent ? 'unknown' : 'before';
        const reason = error instanceof Error ? error.message : String(error);
        throw new ActionFailedError(when, `Redis: ${reason}; ${deleted} keys were deleted before`, { cause: error });
      } finally {
        if (client.isOpen) await client.disconnect();
      }
    },
  };
}

function allowedServer(servers: Record<string, RedisServer>, service: string, prefix: string): RedisServer {
  const server = Object.hasOwn(servers, service) ? servers[service] : undefined;
  if (!server) throw new ActionFailedError('refused', `no Redis is known as ${service}`);
  if (!server.prefixes.some(allowed => prefix.startsWith(allowed))) {
    throw new ActionFailedError('refused', `keys that begin with ${prefix} are not on the list of ${service}`);
  }
  return server;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = pause(ms, undefined, { signal: over.signal }).then(() => {
    throw new Error(`no answer within ${ms} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

const chunks = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** Asking again does not help, and what was asked for was not done. */
const isDenied = (error: unknown) =>
  error instanceof ErrorReply && /^(NOPERM|NOAUTH|WRONGPASS|READONLY)/.test(error.message);
