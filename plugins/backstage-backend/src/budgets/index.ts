import type { ErrorBudget, Slo } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { keptFile } from '../files/keptFile';
import type { PrometheusClient, PrometheusSource } from '../sources/prometheus';
import type { Store } from '../store';
import { BudgetKeeper, type Budgets, budgetsDuty } from './keeper';
import { parseOpenSlo } from './openSlo';
import { sliReader } from './sli';

export interface BudgetingOptions {
  store: Store;
  /** The file of objectives. */
  file: string | undefined;
  client: PrometheusClient | undefined;
  source: PrometheusSource | undefined;
  logger: LoggerService;
  now(): Date;
  wake(): void;
}

/** Numbers older than this are no longer how it stands, in milliseconds. */
const staleMs = 5 * 60_000;

/** Objectives and their error budgets; none without a file or a Prometheus. */
export function budgeting({ store, file, client, source, logger, now, wake }: BudgetingOptions) {
  const read = async (): Promise<Slo[]> => {
    const since = new Date(now().getTime() - staleMs).toISOString();
    return ((await store.dutyState<Budgets>(budgetsDuty))?.slos ?? []).filter(({ at }) => at >= since);
  };
  const keeper =
    file !== undefined &&
    client &&
    source &&
    new BudgetKeeper({
      ...{ store, logger, now, wake, share: sliReader({ client, source }) },
      objectives: keptFile({
        path: file,
        what: 'The file of objectives',
        parse: parseOpenSlo,
        warn: message => logger.warn(message),
      }),
    });
  return { read, keeper: keeper || undefined, leastOf: async (service: string) => leastLeft(await read(), service) };
}

/** Of several objectives of a service the one with the least left. */
function leastLeft(slos: Slo[], service: string): ErrorBudget | null {
  const [least] = slos.filter(one => one.service === service).sort((a, b) => a.left - b.left);
  if (!least) return null;
  const { objective, target, days, left } = least;
  return { objective, target, days, left };
}
