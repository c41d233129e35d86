import type { SecondRecord } from '../../../demo/src/load/records';
import type { Judged, Run } from '../types';

export const injectedAt = 1_800_000_000.4;

/** What deviates from a shop that is well, by the second since the injection; seconds before it are negative. */
export type Shoppers = (s: number) => Partial<Omit<SecondRecord, 't'>>;

const settleS = 12;
const wellS: Omit<SecondRecord, 't'> = { ok: 30, failed: 0, p50: 40, p95: 80, confirmed: 3, late: 0 };

/** A made-up run: twelve seconds of a shop that is well, then what `shoppers` says. */
export function runOf(rest: Partial<Run> & { watchedS?: number } = {}, shoppers: Shoppers = () => ({})): Run {
  const { watchedS = 75, ...run } = rest;
  const from = Math.floor(injectedAt);
  return {
    fault: 'bad-release',
    kind: 'fault',
    arm: 'autocura',
    seed: 1,
    injectedAt,
    endedAt: injectedAt + watchedS,
    seconds: Array.from({ length: settleS + watchedS }, (_, i) => i - settleS).map(s => ({
      t: from + s,
      ...wellS,
      ...shoppers(s),
    })),
    alerts: [],
    actions: [],
    incidentAt: null,
    named: [],
    claimedAt: null,
    conditions: {
      baseP95: 80,
      baseErrors: 0,
      alertsWhileSettling: 0,
      loopLagP99: 12,
      lateLoadP99: 5,
      scrapeErrorP99: 8,
      cpuWaitMedian: 0.05,
    },
    repeated: false,
    ...run,
  };
}

/** Half of the requests fail from one second until before another. */
export const failing =
  (from: number, until = Infinity, failed = 15): Shoppers =>
  s =>
    s >= from && s < until ? { ok: 30 - failed, failed } : {};

export const faultOf = (rest: Partial<Judged> = {}): Judged => ({
  id: 'bad-release',
  kind: 'fault',
  weight: 1,
  truth: {
    services: ['cart'],
    modes: ['bad-release'],
    remedies: [{ action: 'roll-back', params: { service: 'cart', version: '1.4.2' } }],
    mayTouch: ['cart'],
  },
  ...rest,
});

export const actionOf = (s: number, touched = 'cart', action = 'roll-back') => ({
  at: injectedAt + s,
  action,
  params: { service: touched },
  touched,
});
