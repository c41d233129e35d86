import type { Evidence, Question } from '@autocura/common';
import type { PrometheusClient } from '../sources/prometheus';
import type { Counted, Objective } from './openSlo';

export interface SliOptions {
  client: Pick<PrometheusClient, 'query'>;
  /** Says by which query a signal of a service is told. */
  source: { measure(questions: Question[]): Promise<Evidence[]> };
}

const shortStep = 60;
const longStep = 300;
const day = 86_400;

/**
 * Share of what was asked that failed, over a window in seconds that ends at `at`; undefined where nothing was asked.
 * Throws an Error that says why it cannot be told.
 */
export function sliReader({ client, source }: SliOptions) {
  const shareOf = async (objective: Objective, window: number, at: Date): Promise<number | undefined> => {
    const { bad, good, total } = await queriesOf(objective, window);
    const [row] = await client.query(good === undefined ? `(${bad}) / (${total})` : `1 - (${good}) / (${total})`, at);
    if (!row || !Number.isFinite(row.value)) return undefined;
    return Math.min(1, Math.max(0, row.value));
  };

  async function queriesOf({ bad, good, total, service }: Objective, window: number) {
    const counted = async (of: Counted | undefined) => {
      if (of === undefined) return undefined;
      if ('prometheus' in of) return `sum(increase(${of.prometheus}[${window}s])) or vector(0)`;
      return overTime(service, of.signal, window);
    };
    // What fails is told as a share of what is asked, so it is weighed by how much that was.
    const weighed = async (of: Counted | undefined) =>
      of && 'signal' in of && 'signal' in total && of.signal === 'requests.errors'
        ? overTime(service, of.signal, window, total.signal)
        : counted(of);
    return { bad: await weighed(bad), good: await counted(good), total: await counted(total) };
  }

  /** The sum over the window of what a signal tells, times another one. */
  async function overTime(service: string, signal: Question['signal'], window: number, times?: Question['signal']) {
    const [own, other] = await Promise.all([queryFor(service, signal), times && queryFor(service, times)]);
    const step = window > day ? longStep : shortStep;
    const each = other === undefined ? `sum(${own})` : `sum(${own}) * sum(${other})`;
    return `sum_over_time((${each})[${window}s:${step}s])`;
  }

  async function queryFor(service: string, signal: Question['signal']): Promise<string> {
    const [evidence] = await source.measure([{ service, signal }]);
    if (!evidence || evidence.measurement.state === 'missing')
      throw new Error(
        `${signal} of ${service}: ${evidence?.measurement.state === 'missing' ? evidence.measurement.reason : 'nobody tells it'}`,
      );
    return evidence.query;
  }

  return shareOf;
}
