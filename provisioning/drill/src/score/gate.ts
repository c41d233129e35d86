import type { Run } from '../types';
import { median } from './judged';

/** The league's usual 95th percentile before anything is broken, in milliseconds. */
export const usualP95 = (runs: Pick<Run, 'conditions'>[]): number | null =>
  median(runs.flatMap(({ conditions }) => conditions.baseP95 ?? []));

/** Milliseconds of arrivals behind their schedule: a fifth of a second's window hides nothing yet. */
const lateLoadMs = 200;

/** Why a run says nothing about its arm; empty where it counts. */
export function voidReasons({ conditions }: Pick<Run, 'conditions'>, usual: number | null): string[] {
  const { baseP95, baseErrors, alertsWhileSettling, loopLagP99, lateLoadP99, scrapeErrorP99, cpuWaitMedian } =
    conditions;
  const reasons: [boolean, string][] = [
    [baseP95 === null, 'no request before the injection'],
    [
      baseP95 !== null && usual !== null && Math.abs(baseP95 - usual) > 0.25 * usual,
      `p95 before the injection ${ms(baseP95)}, in all runs ${ms(usual)}`,
    ],
    [baseErrors > 0, `${baseErrors} errors before the injection`],
    [alertsWhileSettling > 0, `${alertsWhileSettling} alerts before the injection`],
    [loopLagP99 >= 50, `event loop of the runner ${ms(loopLagP99)} late`],
    [lateLoadP99 >= lateLoadMs, `arrivals ${ms(lateLoadP99)} late`],
    [scrapeErrorP99 !== null && scrapeErrorP99 >= 100, `scrapes ${ms(scrapeErrorP99)} off their interval`],
    [
      cpuWaitMedian !== null && cpuWaitMedian >= 0.2,
      `processes waited ${(cpuWaitMedian ?? 0).toFixed(2)} s a second for a core`,
    ],
  ];
  return reasons.flatMap(([holds, reason]) => (holds ? [reason] : []));
}

const ms = (value: number | null) => `${Math.round(value ?? 0)} ms`;
