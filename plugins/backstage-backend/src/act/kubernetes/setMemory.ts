import { type KubernetesAction, patches, reads, refused, type Site } from './action';
import { leftWhileReplacing, refuseFewerThan } from './disruption';
import { findWorkload, type Workload } from './findWorkload';
import { refuseOwned } from './ownership';
import { isDone, replaced } from './prepared';
import { bytesOf } from './quantity';
import { budgets, deployments, statefulSets } from './resources';
import { refuseUnrollable, underWay } from './rollout';

const raisedAt = 'autocura.io/memory-raised-at';
const day = 24 * 3_600_000;
const mebi = 1024 ** 2;

/** More than twice of what it had is no remedy but another machine. */
const mostAtOnce = 2;

/**
 * The memory limit of one container, its request no higher than that. A raise is at most a doubling and once a day, so
 * that a leak is not fed. Without a limit of whole mebibytes there is no way back, and nothing is done.
 */
export const setMemory: KubernetesAction<{ service: string; container: string; memoryMiB: number }> = {
  id: 'set-memory',
  rights: [...reads(deployments, statefulSets, budgets), ...patches(deployments, statefulSets)],
  async prepare({ service, container: name, memoryMiB }, site, key) {
    const workload = await findWorkload(service, site);
    if (isDone(workload, key)) return undefined;
    const { object, title } = workload;
    const { index, container, limit } = containerOf(workload, name);
    if (limit === memoryMiB) return undefined;
    refuseUnrollable(workload);
    refuseOwned(
      object,
      ['spec', 'template', 'spec', 'containers', `k:${JSON.stringify({ name })}`, 'resources'],
      title,
      site,
    );
    const unfinished = underWay(workload);
    if (unfinished !== undefined) throw refused(`a rollout of ${title} is under way: ${unfinished}`);
    const raises = memoryMiB > limit && !key.endsWith('/undo');
    if (raises) refuseRaise(workload, limit, memoryMiB, site);
    await refuseFewerThan(leftWhileReplacing(workload), workload, site);

    const { limits, requests } = container.resources ?? {};
    const memory = `${memoryMiB}Mi`;
    const requested = bytesOf(requests?.memory);
    const lowered = requested !== undefined && requested > memoryMiB * mebi;
    const resources = {
      ...container.resources,
      limits: { ...limits, memory },
      ...(requests && { requests: { ...requests, ...(lowered && { memory }) } }),
    };
    const path = `/spec/template/spec/containers/${index}`;
    return replaced(
      workload,
      [
        { op: 'test', path: `${path}/name`, value: name },
        { op: 'replace', path: `${path}/resources`, value: resources },
      ],
      key,
      raises ? { [raisedAt]: site.now().toISOString() } : {},
    );
  },
  async state({ service, container }, site) {
    const { limit } = containerOf(await findWorkload(service, site), container);
    return { service, container, memoryMiB: limit };
  },
};

function containerOf({ object, title }: Workload, name: string) {
  const { containers } = object.spec.template.spec;
  const index = containers.findIndex(one => one.name === name);
  const container = containers[index];
  if (!container) throw refused(`${title} has no container ${name}`);
  const limit = (bytesOf(container.resources?.limits?.memory) ?? NaN) / mebi;
  if (!Number.isInteger(limit)) throw refused(`${title} has no memory limit of whole mebibytes for ${name}`);
  return { index, container, limit };
}

function refuseRaise({ object, title }: Workload, from: number, to: number, { now }: Site): void {
  if (to > from * mostAtOnce) throw refused(`${to} MiB is more than twice of the ${from} MiB that ${title} has`);
  const last = Date.parse(object.metadata.annotations[raisedAt] ?? '');
  if (now().getTime() - last < day) throw refused(`the memory of ${title} was raised within a day`);
}
