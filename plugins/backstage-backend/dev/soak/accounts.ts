import { type Alert, alertKey } from '@autocura/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../../src/store';
import type { Sample } from './report';

/** After all has ended, everything has to be told and healed within this time. */
export const settlesMs = 120_000;

/** Incidents that are open when all should have ended, by phase. */
export async function unended(store: Store): Promise<string[]> {
  const until = performance.now() + settlesMs;
  while (performance.now() < until) {
    if ((await store.openVersions()).length === 0) return [];
    await pause(500);
  }
  return (await store.openCounts()).map(({ phase, count }) => `${count} incidents are still ${phase}`);
}

/** What was acknowledged, with its last state, and is not in the record, or stands there otherwise. */
export async function lost(store: Store, acknowledged: Map<string, Alert['status']>): Promise<string[]> {
  const known = new Map((await store.alertsSince(new Date(0))).map(alert => [alertKey(alert), alert.status]));
  return [...acknowledged].flatMap(([key, status]) =>
    known.get(key) === status ? [] : [`alert ${key} was acknowledged as ${status} and is ${known.get(key) ?? 'lost'}`],
  );
}

export const twice = (effects: Map<string, { step: string; times: number }>): string[] =>
  [...effects].flatMap(([key, { step, times }]) => (times > 1 ? [`${step} was done ${times} times (${key})`] : []));

/** Of the first replica, which lives all the time, as a share. */
export function growthOf(samples: Sample[]): number {
  const middle = (quarter: number) => {
    const [from, to] = [quarter - 1, quarter].map(n => Math.floor((samples.length * n) / 4));
    const sorted = samples
      .slice(from, to)
      .map(({ mib }) => mib[0] ?? NaN)
      .sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  return middle(4) / middle(2) - 1;
}
