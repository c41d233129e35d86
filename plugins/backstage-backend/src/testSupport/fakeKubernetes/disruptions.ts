import type { Memory } from './memory';
import { at, type Json, type Thing } from './objects';
import { selects } from './selectors';
import { StatusError } from './status';

export const isReady = (pod: Thing) =>
  ((pod.status?.conditions ?? []) as Json[]).some(({ type, status }) => type === 'Ready' && status === 'True');

/** What a budget allows just now, as its controller computes it. */
export function budgetStatus(budget: Thing, pods: Thing[]): Json {
  const spec = budget.spec ?? {};
  const own = pods.filter(pod => selects(spec.selector, pod.metadata.labels));
  const expectedPods = own.length;
  const currentHealthy = own.filter(isReady).length;
  const desiredHealthy =
    spec.minAvailable === undefined
      ? Math.max(0, expectedPods - shareOf(spec.maxUnavailable ?? 1, expectedPods))
      : shareOf(spec.minAvailable, expectedPods);
  const disruptionsAllowed = Math.max(0, currentHealthy - desiredHealthy);
  return {
    ...{ expectedPods, currentHealthy, desiredHealthy, disruptionsAllowed },
    observedGeneration: budget.metadata.generation ?? 1,
  };
}

/** Percentages are rounded up, for what must stay and for what may go alike. */
const shareOf = (value: unknown, of: number) =>
  typeof value === 'string' ? Math.ceil((Number.parseInt(value, 10) / 100) * of) : Number(value);

/** Throws what the Eviction API answers where a budget forbids it. */
export function refuseByBudget(memory: Memory, pod: Thing): void {
  const { namespace, labels } = pod.metadata;
  const all = memory.list({ group: 'policy', plural: 'poddisruptionbudgets' }, namespace);
  const budgets = all.filter(budget => selects(at(budget, 'spec', 'selector'), labels));
  if (budgets.length > 1) {
    throw new StatusError(
      500,
      'InternalError',
      'This pod has more than one PodDisruptionBudget, which is not supported',
    );
  }
  const [budget] = budgets;
  if (!budget) return;
  const status = budgetStatus(budget, memory.list({ group: '', plural: 'pods' }, namespace));
  const { currentHealthy, desiredHealthy, disruptionsAllowed } = status as Record<string, number>;
  if (!isReady(pod) && (currentHealthy ?? 0) >= (desiredHealthy ?? 0)) return;
  if ((disruptionsAllowed ?? 0) > 0) return;
  const message = `The disruption budget ${budget.metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  throw new StatusError(
    429,
    'TooManyRequests',
    "Cannot evict pod as it would violate the pod's disruption budget.",
    { causes: [{ reason: 'DisruptionBudget', message }] },
    10,
  );
}
