import { setTimeout as sleep } from 'node:timers/promises';
import { flags } from './plan';
import { gapMs, randomOf } from './load/arrivals';
import type { Supervisor } from './supervisor/supervisor';

const quietMs = 30_000;
const perSecond = 1 / 90;
const harmless = ['gateway.banner', 'recommend.size'] as const;

/** The life of a shop: now and then somebody switches something that does no harm. */
export async function liveOn(supervisor: Supervisor, seed: number, closed: AbortSignal) {
  const random = randomOf(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)];
  for (let pauseMs = quietMs; ; pauseMs = gapMs(random, perSecond)) {
    await sleep(pauseMs, undefined, { signal: closed }).catch(() => {});
    if (closed.aborted) return;
    const flag = pick(harmless) ?? harmless[0];
    const value = pick(flags[flag].filter(each => each !== supervisor.flags[flag]));
    if (value !== undefined) supervisor.setFlag(flag, value, 'shop team');
  }
}
