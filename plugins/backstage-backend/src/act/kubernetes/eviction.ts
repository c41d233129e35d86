import { type Prepared, refused, type Site } from './action';
import type { Workload } from './findWorkload';
import { anyObject, conditionOf, pod, replicaSet, understood } from './objects';
import { deployments, pods, replicaSets } from './resources';

/** One that was started so recently has just been replaced, and shows nothing yet. In milliseconds. */
const young = 30_000;

/** Through the Eviction API, which heeds disruption budgets. The workload starts another one. */
export async function evicted(workload: Workload, name: string, site: Site): Promise<Prepared | undefined> {
  const { namespace, object, title } = workload;
  const [answer] = await site.cluster.list({ resource: pods, namespace }, { name });
  if (answer === undefined) return undefined;
  const { metadata, status } = understood(pod, answer);
  if (!(await owners(workload, site)).some(uid => metadata.ownerReferences.some(owner => owner.uid === uid))) {
    throw refused(`Pod ${namespace}/${name} is none of ${title}`);
  }
  if (site.now().getTime() - Date.parse(metadata.creationTimestamp ?? '') < young) {
    throw refused(`Pod ${namespace}/${name} has only just been started`);
  }
  const others = object.status.readyReplicas - (conditionOf(status.conditions, 'Ready') === 'True' ? 1 : 0);
  if (others < object.spec.replicas - 1) throw refused(`only ${others} other pods of ${title} are ready`);

  return evictionOf({ namespace, name, uid: metadata.uid });
}

/** Of this very pod: one that has taken its name meanwhile is another. */
export function evictionOf({ namespace, name, uid }: { namespace: string; name: string; uid: string }): Prepared {
  const eviction = {
    ...{ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } },
    deleteOptions: { preconditions: { uid } },
  };
  return {
    write: { resource: pods, namespace, name, subresource: 'eviction', create: eviction },
    changes: () => [{ object: `Pod ${namespace}/${name}`, field: '', from: 'running', to: 'evicted' }],
    bears: now => anyObject.safeParse(now).data?.metadata.uid !== uid,
  };
}

/** Whose pods are its pods. */
async function owners({ resource, namespace, object }: Workload, { cluster }: Site): Promise<string[]> {
  const { uid } = object.metadata;
  if (resource !== deployments) return [uid];
  const all = (await cluster.list({ resource: replicaSets, namespace })).map(answer => understood(replicaSet, answer));
  return all.filter(one => one.metadata.ownerReferences.some(owner => owner.uid === uid)).map(one => one.metadata.uid);
}
