import type { Incident } from '@autocura/common';
import type { AlertSource } from './senders';

export interface SilencedOptions {
  sources: AlertSource[];
  warn(message: string): void;
  now(): Date;
  /** How long an answer of a sender is good; five seconds when absent. */
  freshMs?: number;
}

/** Why people asked for quiet about an incident's alerts, in words. A sender that cannot be asked says nothing. */
export function silencedReader({ sources, warn, now, freshMs = 5_000 }: SilencedOptions) {
  const lists = sources.map(source => ({ source, read: remembered(() => source.muted(), freshMs, now) }));
  return async ({ alerts }: Pick<Incident, 'alerts'>): Promise<string | undefined> => {
    const firing = new Map(
      alerts.filter(({ status }) => status === 'firing').map(alert => [alert.key.split('@')[0], alert.name]),
    );
    if (firing.size === 0) return undefined;
    for (const { source, read } of lists) {
      const listed = await read().catch((error: unknown) => {
        warn(`whether alerts are silenced is not known: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      });
      for (const { alert, silencedBy } of listed) {
        const [name, id] = [firing.get(alert.fingerprint), silencedBy[0]];
        if (name === undefined || id === undefined) continue;
        return `${name}: ${await source.silence(id).catch(() => `silence ${id}`)}`;
      }
    }
    return undefined;
  };
}

function remembered<T>(read: () => Promise<T>, freshMs: number, now: () => Date): () => Promise<T> {
  let [until, last]: [number, Promise<T> | undefined] = [-Infinity, undefined];
  return () => {
    if (last === undefined || now().getTime() >= until) {
      until = now().getTime() + freshMs;
      last = read();
    }
    return last;
  };
}
