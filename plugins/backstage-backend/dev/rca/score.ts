import type { Rankings } from './runCases';

/** A case of `index.json`, with its truth. A null service: nothing was wrong, and abstaining is right. */
export interface Truth {
  id: string;
  dataset: string;
  system: string;
  rootCauseService: string | null;
  rootCauseMetrics?: string[];
  faultType: string;
  rootCauseCommit?: string;
  decoyCommits?: string[];
}

export interface Score {
  cases: number;
  /** Shares of cases whose service, or metric, is first, or among the first three or five. */
  service: { first: number; ofThree: number; averageOfFive: number };
  metric?: { cases: number; first: number };
  abstained: number;
  p95Ms: number;
}

export function scoreOf(truths: Truth[], rankings: Rankings): Score {
  const places = truths.map(({ id, rootCauseService }) =>
    placeIn(rankings[id]?.services ?? [], name => name === rootCauseService),
  );
  const within = (k: number) => places.filter(place => place < k).length / places.length;
  const withMetric = truths.filter(({ rootCauseMetrics = [] }) => rootCauseMetrics.length > 0);
  const firsts = withMetric.filter(
    ({ id, rootCauseMetrics = [] }) =>
      placeIn(rankings[id]?.metrics ?? [], name => rootCauseMetrics.some(one => fits(one, name))) === 0,
  );
  const times = truths.map(({ id }) => rankings[id]?.ms ?? NaN).sort((a, b) => a - b);
  return {
    cases: truths.length,
    service: {
      first: within(1),
      ofThree: within(3),
      averageOfFive: [1, 2, 3, 4, 5].reduce((sum, k) => sum + within(k), 0) / 5,
    },
    ...(withMetric.length > 0 && { metric: { cases: withMetric.length, first: firsts.length / withMetric.length } }),
    abstained: truths.filter(({ id }) => rankings[id]?.abstain).length,
    p95Ms: times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? NaN,
  };
}

/** Of the fault-free windows those that were answered. */
export const falseAlarms = (truths: Truth[], rankings: Rankings): number =>
  truths.filter(({ id }) => !rankings[id]?.abstain && (rankings[id]?.services.length ?? 0) > 0).length;

function placeIn(names: string[], isRight: (name: string) => boolean): number {
  const place = [...new Set(names)].findIndex(isRight);
  return place === -1 ? Infinity : place;
}

const fits = (pattern: string, name: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(name);
