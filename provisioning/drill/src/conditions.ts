import type { Summary } from '../../demo/src/load/records';
import { medianRate, samples, scrapeErrorP99 } from './prometheus';
import type { Conditions } from './types';

export interface Measured {
  prometheus: string;
  /** The quiet seconds before anything was broken. */
  before: Summary;
  alertsWhileSettling: number;
  loopLagP99: number;
  /** From the quiet seconds to the end. */
  whole: Summary;
  watchedS: number;
  /** Services whose processes the fault may change. */
  touched: string[];
}

/** Whether the run can be believed: how well all was before, and whether the measuring kept up. */
export async function conditionsOf(measured: Measured): Promise<Conditions> {
  const { prometheus, before, alertsWhileSettling, loopLagP99, whole, watchedS, touched } = measured;
  const [scrapes, waits] = await Promise.all([
    samples(prometheus, 'up{job=~"cluster|postgres"}', watchedS),
    samples(prometheus, 'container_cpu_schedstat_runqueue_seconds_total', watchedS),
  ]);
  return {
    baseP95: before.p95,
    baseErrors: before.failed + before.late,
    alertsWhileSettling,
    loopLagP99,
    lateLoadP99: whole.behindP99 ?? 0,
    scrapeErrorP99: scrapeErrorP99(scrapes),
    cpuWaitMedian: medianRate(waits.filter(({ metric }) => !touched.includes(metric.container ?? ''))),
  };
}
