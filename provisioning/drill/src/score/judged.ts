import type { SecondRecord } from '../../../demo/src/load/records';
import type { Run } from '../types';

/** How a run is judged. Seconds count from the injection unless they are lengths. */
export interface Rules {
  /** How long all has to be well before it counts as recovered. */
  holdS: number;
  /** A good period has to begin by then, or by `horizonS` where one was under way at this moment. */
  cutS: number;
  horizonS: number;
  /** Failed requests are counted until then, in every arm. */
  failedS: number;
}

export const rules: Rules = { holdS: 30, cutS: 60, horizonS: 120, failedS: 60 };

/**
 * Seconds in which the records judge together: 150 requests and 14 orders at the shop's usual load, which is enough to
 * tell 1 % of errors from none, and short enough not to blur the moment of recovery.
 */
export const windowS = 5;

/** A shopper asks for an order 0.5, 1.5, 3.5, … 11.5 s after making it, and gives it up as late at the last of these. */
export const lateNoticedS = 11;

const nothing = { ok: 0, failed: 0, p50: null, p95: null, confirmed: 0, late: 0 };

/** Records from the second of the injection until watching ended, without gaps: element `i` is `i` seconds later. */
export function sinceInjection(run: Pick<Run, 'injectedAt' | 'endedAt' | 'seconds'>): SecondRecord[] {
  const [from, until] = [Math.floor(run.injectedAt), Math.floor(run.endedAt)];
  const byTime = new Map(run.seconds.map(second => [second.t, second]));
  return Array.from(
    { length: Math.max(0, until - from) },
    (_, i) => byTime.get(from + i) ?? { t: from + i, ...nothing },
  );
}

export const median = (values: number[]): number | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

export const mean = (values: number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
