import { goodSince } from './score';
import type { Rules } from './score';
import type { Run } from './types';

type Watched = Pick<Run, 'seconds' | 'injectedAt'>;

/** A shopper learns up to eleven seconds after making an order that it came too late, and is judged five seconds long. */
const orderKnownS = 16;

/**
 * Whether all that is judged has been seen by `now`, in epoch seconds. A good period that began before the cut is
 * followed to its end, or until it is too late for another one.
 */
export function seenEnough(run: Watched, now: number, { holdS, cutS, horizonS, failedS }: Rules): boolean {
  const elapsed = Math.floor(now) - Math.floor(run.injectedAt);
  if (elapsed < Math.max(cutS, failedS)) return false;
  const good = goodSince({ ...run, endedAt: now });
  if (good !== null && elapsed >= good + holdS + orderKnownS) return true;
  const underWay = goodSince({ ...run, endedAt: run.injectedAt + cutS }) !== null;
  return !underWay || (elapsed >= horizonS && (good === null || good > horizonS));
}
