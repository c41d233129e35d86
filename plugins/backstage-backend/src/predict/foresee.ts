import type { Foresight } from '@autocura/common';
import type { Prediction as Expected } from '../watch/timeToLimit';
import type { Points } from './histories';

/** What a look expects, as it is told and stored. */
export function foresightOf(expected: Expected, value: number, now: Date): Foresight {
  const { likelihood, eta, lo, hi } = expected;
  const iso = (seconds: number) => new Date(Math.max(seconds * 1000, now.getTime())).toISOString();
  return {
    ...{ at: now.toISOString(), value, likelihood: Math.min(1, Number(likelihood.toFixed(4))) },
    ...(eta !== undefined && { eta: iso(eta) }),
    ...(lo !== undefined && { lo: iso(lo) }),
    ...(hi !== undefined && { hi: iso(hi) }),
  };
}

/** What never moved by more than this share of what is left does not get there within the horizon. */
const still = 0.15;

/** Hardly anything moves: whether it has to be looked at at all. */
export function stirs(points: Points, limit: number): boolean {
  const last = points.at(-1);
  if (last === undefined) return false;
  let [least, most] = [Infinity, -Infinity];
  for (const [, value] of points) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least >= still * Math.abs(limit - last[1]);
}
