import type { Burn } from '@autocura/common';

const hour = 3_600;

/**
 * The four standard pairs of windows for 30 days, in seconds. The long one tells that much of the budget is spent,
 * the short one that it still is. Of another length of time the same share of the budget is meant by each.
 */
export const standardBurns: readonly Pick<Burn, 'long' | 'short' | 'factor' | 'severity'>[] = [
  { long: hour, short: hour / 12, factor: 14.4, severity: 'critical' },
  { long: 6 * hour, short: hour / 2, factor: 6, severity: 'critical' },
  { long: 24 * hour, short: 2 * hour, factor: 3, severity: 'warning' },
  { long: 72 * hour, short: 6 * hour, factor: 1, severity: 'warning' },
];

const standardDays = 30;

/** Every window that has to be measured, in seconds, the budget's own of `days` last. */
export const windowsOf = (days: number): number[] => [
  ...new Set([...standardBurns.flatMap(({ long, short }) => [short, long]), days * 24 * hour]),
];

/** How many times faster than evenly the budget is spent. `bad`: share of what was asked that failed. */
export const burnRate = (bad: number, target: number) => bad / (1 - target);

/** Judges each pair. `bad` by window in seconds; a window that is missing fires nothing. */
export function burnsOf(bad: ReadonlyMap<number, number>, target: number, days: number): Burn[] {
  return standardBurns.map(pair => {
    const factor = pair.factor * (days / standardDays);
    const rate = (window: number) => {
      const share = bad.get(window);
      return share === undefined ? undefined : burnRate(share, target);
    };
    const [longRate, shortRate] = [rate(pair.long), rate(pair.short)];
    const firing = longRate !== undefined && shortRate !== undefined && longRate > factor && shortRate > factor;
    return {
      ...{ ...pair, factor, firing },
      ...(longRate !== undefined && { longRate }),
      ...(shortRate !== undefined && { shortRate }),
    };
  });
}

/** Share of the budget that is left; below 0 when more was spent than there was. */
export const budgetLeft = (bad: number, target: number) => 1 - burnRate(bad, target);
