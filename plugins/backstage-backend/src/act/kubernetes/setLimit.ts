import type { Step } from '@autocura/common';
import { type KubernetesAction, patches, reads, refused, type Site } from './action';
import { leftWhileReplacing, refuseFewerThan } from './disruption';
import { findWorkload, type Workload } from './findWorkload';
import { refuseOwned } from './ownership';
import { isDone, replaced } from './prepared';
import { budgets, deployments, statefulSets } from './resources';
import { refuseUnrollable, underWay } from './rollout';

const day = 24 * 3_600_000;

/** More than twice of what it had is no remedy but another machine. */
const mostAtOnce = 2;

/** What is limited, and how its amounts are written. */
interface Limited<P> {
  id: string;
  resource: 'memory' | 'cpu';
  /** The unit in which the action counts, for people. */
  unit: string;
  /** Which whole unit the way back is bound to, for people. */
  whole: string;
  amount(params: P): number;
  params(now: { service: string; container: string; amount: number }): P;
  numberOf(quantity: string | number | undefined): number | undefined;
  quantityOf(amount: number): string;
}

/**
 * The limit of one container, its request no higher than that. A raise is at most a doubling and once a day, so that a
 * leak is not fed. Without a limit of whole units there is no way back, and nothing is done.
 */
export function setLimit<P extends Step['params'] & { service: string; container: string }>(
  limited: Limited<P>,
): KubernetesAction<P> {
  const { id, resource, numberOf, quantityOf } = limited;
  const raisedAt = `autocura.io/${resource}-raised-at`;

  const containerOf = ({ object, title }: Workload, name: string) => {
    const { containers } = object.spec.template.spec;
    const index = containers.findIndex(one => one.name === name);
    const container = containers[index];
    if (!container) throw refused(`${title} has no container ${name}`);
    const limit = numberOf(container.resources?.limits?.[resource]) ?? NaN;
    if (!Number.isInteger(limit))
      throw refused(`${title} has no ${resource} limit of whole ${limited.whole} for ${name}`);
    return { index, container, limit };
  };

  const refuseRaise = ({ object, title }: Workload, from: number, to: number, { now }: Site) => {
    const { unit } = limited;
    if (to > from * mostAtOnce) {
      throw refused(`${to} ${unit} is more than twice of the ${from} ${unit} that ${title} has`);
    }
    const last = Date.parse(object.metadata.annotations[raisedAt] ?? '');
    if (now().getTime() - last < day) throw refused(`the ${resource} limit of ${title} was raised within a day`);
  };

  return {
    id,
    rights: [...reads(deployments, statefulSets, budgets), ...patches(deployments, statefulSets)],
    async prepare(params, site, key) {
      const { service, container: name } = params;
      const amount = limited.amount(params);
      const workload = await findWorkload(service, site);
      if (isDone(workload, key)) return undefined;
      const { object, title } = workload;
      const { index, container, limit } = containerOf(workload, name);
      if (limit === amount) return undefined;
      refuseUnrollable(workload);
      const path = ['spec', 'template', 'spec', 'containers', `k:${JSON.stringify({ name })}`, 'resources'];
      refuseOwned(object, path, title, site);
      const unfinished = underWay(workload);
      if (unfinished !== undefined) throw refused(`a rollout of ${title} is under way: ${unfinished}`);
      const raises = amount > limit && !key.endsWith('/undo');
      if (raises) refuseRaise(workload, limit, amount, site);
      await refuseFewerThan(leftWhileReplacing(workload), workload, site);

      const { limits, requests } = container.resources ?? {};
      const quantity = quantityOf(amount);
      const lowered = (numberOf(requests?.[resource]) ?? 0) > amount;
      const resources = {
        ...container.resources,
        limits: { ...limits, [resource]: quantity },
        ...(requests && { requests: { ...requests, ...(lowered && { [resource]: quantity }) } }),
      };
      const at = `/spec/template/spec/containers/${index}`;
      return replaced(
        workload,
        [
          { op: 'test', path: `${at}/name`, value: name },
          { op: 'replace', path: `${at}/resources`, value: resources },
        ],
        key,
        raises ? { [raisedAt]: site.now().toISOString() } : {},
      );
    },
    async state({ service, container }, site) {
      const { limit } = containerOf(await findWorkload(service, site), container);
      return limited.params({ service, container, amount: limit });
    },
  };
}
