import { type KubernetesAction, notYet, patches, type Prepared, reads, refused, type Site } from './action';
import { cordoning, findNode, isOurs, type NodeTarget, uncordoning } from './cordon';
import { mayMatch } from './disruption';
import { evictionOf } from './eviction';
import { refuseProtected } from './findWorkload';
import { budget, conditionOf, pod, type PodObject, scaled, understood } from './objects';
import { budgets, nodes, pods, replicaSets, statefulSets } from './resources';

/**
 * Closes a node to new pods and evicts those that are there, one after another, as their disruption budgets and their
 * siblings let them go. A node of which one pod may not move is not begun with. Taken back, it is opened again; the
 * pods stay where they went.
 */
export const drain: KubernetesAction<{ node: string; drained: boolean }> = {
  id: 'drain',
  rights: [
    ...reads(nodes, pods, replicaSets, statefulSets, budgets),
    ...patches(nodes),
    { resource: pods, subresource: 'eviction', verbs: ['create'] },
  ],
  async prepare({ node: name, drained }, site, key) {
    const target = await findNode(name, site);
    const cordoned = target.object.spec.unschedulable;
    if (!drained) return cordoned ? uncordoning(target, key) : undefined;
    if (cordoned && !isOurs(target)) throw refused(`${target.title} was cordoned by somebody else`);
    const moving = await podsOf(target, site);
    if (cordoned) return moving.length === 0 ? undefined : nextOf(moving, site);
    const budgeted = await Promise.all(moving.map(async one => ({ one, objection: await budgetObjection(one, site) })));
    const stuck = budgeted.find(({ objection }) => objection !== undefined);
    if (stuck) throw refused(`${titleOf(stuck.one)} cannot leave: ${stuck.objection}`);
    const closing = await cordoning(target, site, key);
    return {
      ...closing,
      part: `${target.title} cordoned`,
      changes: foretold => [...closing.changes(foretold), ...moving.map(leaving)],
    };
  },
  /** One that is cordoned already is to stay so. */
  async state({ node: name }, site) {
    return (await findNode(name, site)).object.spec.unschedulable ? undefined : { node: name, drained: false };
  },
};

const mirror = 'kubernetes.io/config.mirror';
const safe = 'cluster-autoscaler.kubernetes.io/safe-to-evict';
const startsAnother = ['ReplicaSet', 'StatefulSet'];

/** The pods that have to go. Those of the node itself stay, and so do those that have ended or are on their way. */
async function podsOf({ object }: NodeTarget, site: Site): Promise<PodObject[]> {
  const answers = await site.cluster.list({ resource: pods }, { node: object.metadata.name });
  const all = answers.map(answer => understood(pod, answer));
  const moving = all.filter(one => !isOfNode(one) && !hasEnded(one) && one.metadata.deletionTimestamp === undefined);
  for (const one of moving) refuseFixed(one, site);
  return moving;
}

const controllerOf = ({ metadata }: PodObject) => metadata.ownerReferences.find(({ controller }) => controller);

const isOfNode = (one: PodObject) => mirror in one.metadata.annotations || controllerOf(one)?.kind === 'DaemonSet';

const hasEnded = ({ status }: PodObject) => status.phase === 'Succeeded' || status.phase === 'Failed';

/** Throws for a pod that nobody starts elsewhere, that would lose what it keeps, or that is none of our business. */
function refuseFixed(one: PodObject, site: Site): void {
  const { namespace = '', annotations, labels } = one.metadata;
  const title = titleOf(one);
  if (!site.namespaces.includes(namespace)) throw refused(`${title} is in a namespace that is not ours to change`);
  const owner = controllerOf(one);
  if (!owner || !startsAnother.includes(owner.kind)) {
    throw refused(`${title} would not be started again: it belongs to ${owner ? `a ${owner.kind}` : 'nobody'}`);
  }
  // A ReplicaSet has the name of its Deployment and a hash.
  const workload = owner.name.replace(/-[^-]+$/, '');
  refuseProtected([namespace, owner.name, workload, labels['app.kubernetes.io/name'] ?? ''], site);
  const keeps = one.spec.volumes.find(volume => volume.emptyDir !== undefined || volume.hostPath !== undefined);
  if (keeps && annotations[safe] !== 'true') throw refused(`${title} keeps files on the node in ${keeps.name}`);
}

/** The first that may go now. */
async function nextOf(moving: PodObject[], site: Site): Promise<Prepared> {
  const reasons: string[] = [];
  for (const one of moving) {
    const objection = (await budgetObjection(one, site)) ?? (await siblingObjection(one, site));
    if (objection === undefined) {
      const { namespace = '', name, uid } = one.metadata;
      return { ...evictionOf({ namespace, name, uid }), part: `${titleOf(one)} evicted` };
    }
    reasons.push(`${titleOf(one)}: ${objection}`);
  }
  throw notYet(`${moving.length} pods cannot leave yet: ${reasons[0]}`);
}

async function budgetObjection(one: PodObject, { cluster }: Site): Promise<string | undefined> {
  const { namespace, labels } = one.metadata;
  const answers = await cluster.list({ resource: budgets, namespace });
  const own = answers
    .map(answer => understood(budget, answer))
    .filter(({ spec }) => spec.selector !== undefined && mayMatch(spec.selector, labels));
  if (own.length > 1) return 'it has several disruption budgets, which Kubernetes does not evict from';
  const [only] = own;
  if (!only || only.status.disruptionsAllowed > 0) return undefined;
  const { currentHealthy, desiredHealthy } = only.status;
  if (!isReady(one) && currentHealthy >= desiredHealthy) return undefined;
  return `PodDisruptionBudget ${only.metadata.name} lets nothing go now`;
}

/**
 * A pod that serves waits until its siblings do; one that does not takes nothing away. Counted by the pods themselves,
 * since who keeps them counts a little later.
 */
async function siblingObjection(one: PodObject, { cluster }: Site): Promise<string | undefined> {
  const owner = controllerOf(one);
  if (!owner || !isReady(one)) return undefined;
  const { namespace } = one.metadata;
  const resource = owner.kind === 'StatefulSet' ? statefulSets : replicaSets;
  const [answer] = await cluster.list({ resource, namespace }, { name: owner.name });
  if (answer === undefined) return undefined;
  const { replicas } = understood(scaled, answer).spec;
  const all = (await cluster.list({ resource: pods, namespace })).map(sibling => understood(pod, sibling));
  const ready = all.filter(sibling => controllerOf(sibling)?.uid === owner.uid && isReady(sibling)).length;
  return ready < replicas ? `${ready} of ${replicas} pods of ${owner.kind} ${owner.name} are ready` : undefined;
}

const isReady = ({ metadata, status }: PodObject) =>
  metadata.deletionTimestamp === undefined && conditionOf(status.conditions, 'Ready') === 'True';

const titleOf = ({ metadata: { namespace, name } }: PodObject) => `Pod ${namespace}/${name}`;

const leaving = (one: PodObject) => ({ object: titleOf(one), field: '', from: 'running', to: 'evicted' });
