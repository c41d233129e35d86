import { refused, type Site } from './action';
import type { Workload } from './findWorkload';
import { budget, understood } from './objects';
import { budgets } from './resources';

type Selector = { matchLabels?: Record<string, string> | undefined };

/** What must stay healthy of these pods, by their disruption budgets. */
async function mustStay(namespace: string, labels: Record<string, string>, { cluster }: Site) {
  const all = (await cluster.list({ resource: budgets, namespace })).map(answer => understood(budget, answer));
  const own = all.filter(({ spec }) => spec.selector !== undefined && mayMatch(spec.selector, labels));
  return own.map(({ metadata, status }) => ({ name: metadata.name, ...status }));
}

/** Expressions beside the labels only narrow a selector: to be sure, they count as met. */
export const mayMatch = ({ matchLabels = {} }: Selector, labels: Record<string, string>) =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

const labelsOf = ({ object }: Workload) => object.spec.template.metadata?.labels ?? {};

/** Throws where a change takes healthy pods away that a budget wants to stay. What is sick already may go. */
export async function refuseFewerThan(left: number, workload: Workload, site: Site): Promise<void> {
  for (const { name, desiredHealthy, currentHealthy } of await mustStay(workload.namespace, labelsOf(workload), site)) {
    if (left < Math.min(desiredHealthy, currentHealthy)) {
      throw refused(
        `it leaves ${left} of ${currentHealthy} healthy pods, and PodDisruptionBudget ${name} wants ${desiredHealthy}`,
      );
    }
  }
}

/** How many pods serve at the least while all of them are replaced. */
export function leftWhileReplacing({ object: { spec } }: Workload): number {
  if (spec.strategy?.type === 'Recreate') return 0;
  if (spec.updateStrategy !== undefined) return Math.max(0, spec.replicas - 1);
  // A Rollout that goes from blue to green keeps the old pods until the new ones serve.
  if (spec.strategy?.blueGreen !== undefined) return spec.replicas;
  const missing = (spec.strategy?.canary ?? spec.strategy?.rollingUpdate)?.maxUnavailable ?? '25%';
  const gone = typeof missing === 'number' ? missing : Math.floor((Number.parseInt(missing, 10) / 100) * spec.replicas);
  return Math.max(0, spec.replicas - gone);
}
