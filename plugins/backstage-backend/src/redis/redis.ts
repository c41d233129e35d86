import { createHash } from 'node:crypto';
import { type Client, Link } from './link';
import type { RedisSettings } from './settings';

/** What processes tell and lend each other. Nothing in it is the truth, and all of it may be gone at any time. */
export interface Redis {
  start(): void;
  stop(): Promise<void>;
  /** Why it cannot be asked; undefined while it can, `none` where there is none. */
  away(): string | undefined;
  /** Calls all who listen, in every process. Waits for nothing and never fails: who did not hear looks by itself. */
  ring(): void;
  onRing(listener: () => void): void;
  /** How often that name was counted in its running window, this time included; undefined where Redis cannot tell. */
  count(name: string, windowMs: number): Promise<number | undefined>;
  /** What was read by that name at most `ttlMs` ago, by whichever process; else it is read. It has to survive JSON. */
  cached<T>(name: string, ttlMs: number, read: () => Promise<T>): Promise<T>;
}

export interface RedisOptions extends RedisSettings {
  /** For connecting, and for each command; a second unless told. */
  timeoutMs?: number;
  /** Between two looks whether it still answers; a second unless told. */
  beatMs?: number;
}

/** A larger answer is not worth the way. */
const longest = 256 * 1024;

/** The real one. It is connected to in the background, again and again, and never waited for longer than `timeoutMs`. */
export function openRedis({ url, prefix, timeoutMs = 1_000, beatMs = 1_000 }: RedisOptions): Redis {
  const channel = `${prefix}ring`;
  const listeners: (() => void)[] = [];
  const hear = () => listeners.forEach(listener => listener());
  const link = new Link({ url, timeoutMs, beatMs });
  // A connection that listens can ask nothing else. What rang while there was none is made up for.
  const ear = new Link({
    ...{ url, timeoutMs, beatMs },
    connected: (client: Client) => client.subscribe(channel, hear).then(hear),
  });
  let listens = false;
  const ring = oneAtATime(() => link.ask('PUBLISH', channel, ''));

  return {
    start() {
      link.start();
      listens = listeners.length > 0;
      if (listens) ear.start();
    },
    async stop() {
      await Promise.all([link.stop(), ear.stop()]);
    },
    away: () => link.away() ?? (listens ? ear.away() : undefined),
    ring,
    onRing: listener => void listeners.push(listener),
    async count(name, windowMs) {
      const key = `${prefix}count:${name}`;
      try {
        const [, counted] = await link.together([
          ['SET', key, '0', 'PX', String(windowMs), 'NX'],
          ['INCR', key],
        ]);
        return Number(counted);
      } catch {
        return undefined;
      }
    },
    async cached<T>(name: string, ttlMs: number, read: () => Promise<T>): Promise<T> {
      const key = `${prefix}cached:${createHash('sha256').update(name).digest('base64url')}`;
      const kept = await link.ask('GET', key).catch(() => undefined);
      if (typeof kept === 'string') return JSON.parse(kept) as T;
      const fresh = await read();
      const text = JSON.stringify(fresh);
      if (text.length <= longest) void link.ask('SET', key, text, 'PX', String(ttlMs)).catch(() => undefined);
      return fresh;
    },
  };
}

/** Where there is none: each process is alone. */
export const noRedis: Redis = {
  start: () => undefined,
  stop: async () => undefined,
  away: () => 'none',
  ring: () => undefined,
  onRing: () => undefined,
  count: async () => undefined,
  cached: (_name, _ttlMs, read) => read(),
};

/** While it is under way, being asked again means once more at its end. A failure is nobody's. */
function oneAtATime(doing: () => Promise<unknown>): () => void {
  let [busy, again] = [false, false];
  const go = () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    void doing()
      .catch(() => undefined)
      .finally(() => {
        busy = false;
        if (!again) return;
        again = false;
        go();
      });
  };
  return go;
}
