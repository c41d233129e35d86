import { createHash } from 'node:crypto';
import { budgetStatus, isReady } from './disruptions';
import { at, isSame, type Json, type Metadata, type Thing } from './objects';

/** How controllers read and write: as anybody does, under a name of their own. */
export interface Controller {
  list(group: string, plural: string, namespace?: string): Thing[];
  /** Creates, or changes; `sub` as in the API. What stays as it is, is not written. */
  put(thing: Thing, sub?: 'status'): Thing;
  remove(thing: Thing): void;
  /** A name nobody has, after this beginning. */
  nameAfter(beginning: string): string;
  /** Whether a pod made of this gets ready. */
  getsReady(pod: Json): boolean;
}

/** One round of all controllers that the fake has. */
export function reconcile(world: Controller): void {
  collectGarbage(world);
  for (const deployment of world.list('apps', 'deployments')) rollDeployment(deployment, world);
  for (const set of world.list('apps', 'statefulsets')) rollStatefulSet(set, world);
  for (const budget of world.list('policy', 'poddisruptionbudgets')) {
    const pods = world.list('', 'pods', budget.metadata.namespace);
    world.put({ ...budget, status: budgetStatus(budget, pods) }, 'status');
  }
}

const revision = 'deployment.kubernetes.io/revision';

function rollDeployment(deployment: Thing, world: Controller): void {
  const wanted = Number(deployment.spec?.replicas ?? 1);
  const own = ownedBy(deployment, world.list('apps', 'replicasets', deployment.metadata.namespace));
  const newest = Math.max(0, ...own.map(revisionOf));
  const template = deployment.spec?.template as Json;
  const found = own.find(set => isSame(withoutHash(set.spec?.template as Json), template));
  const number = found && revisionOf(found) === newest ? newest : newest + 1;
  const current = world.put(found ? annotated(found, revision, String(number)) : replicaSet(deployment, number));
  world.put(annotated(deployment, revision, String(number)));

  const older = own.filter(({ metadata }) => metadata.name !== current.metadata.name);
  const shares = at(deployment, 'spec', 'paused') === true ? undefined : sharesOf(deployment, older, wanted, world);
  for (const set of older) {
    const replicas = shares ? (shares.older.get(set.metadata.name) ?? 0) : Number(set.spec?.replicas ?? 0);
    fill({ ...set, spec: { ...set.spec, replicas } }, world);
  }
  const mine = fill({ ...current, spec: { ...current.spec, replicas: shares ? shares.current : 0 } }, world);
  const pods = [mine, ...older].flatMap(set => ownedBy(set, world.list('', 'pods', deployment.metadata.namespace)));
  const updated = ownedBy(mine, pods);
  const ready = pods.filter(isReady).length;
  const whole = updated.length === wanted && pods.length === wanted && updated.every(isReady);
  const conditions = [
    conditionOf('Progressing', true, whole ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated'),
    conditionOf(
      'Available',
      ready >= wanted,
      ready >= wanted ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    ),
  ];
  const status = {
    ...{ observedGeneration: deployment.metadata.generation, replicas: pods.length, updatedReplicas: updated.length },
    ...{ readyReplicas: ready, availableReplicas: ready, unavailableReplicas: Math.max(0, wanted - ready), conditions },
  };
  world.put({ ...deployment, status }, 'status');
}

/** A template that gets ready takes over at once; one that does not waits beside what may not be taken away. */
function sharesOf(deployment: Thing, older: Thing[], wanted: number, world: Controller) {
  const none = { current: wanted, older: new Map<string, number>() };
  const [serving] = older
    .filter(set => Number(set.spec?.replicas ?? 0) > 0)
    .sort((a, b) => Number(b.spec?.replicas) - Number(a.spec?.replicas));
  if (!serving || at(deployment, 'spec', 'strategy', 'type') === 'Recreate') return none;
  if (world.getsReady(at(deployment, 'spec', 'template', 'spec') as Json)) return none;
  const rolling = (at(deployment, 'spec', 'strategy', 'rollingUpdate') ?? {}) as Json;
  const surge = shareOf(rolling.maxSurge ?? '25%', wanted, Math.ceil);
  const missing = shareOf(rolling.maxUnavailable ?? '25%', wanted, Math.floor);
  return { current: Math.min(wanted, surge + missing), older: new Map([[serving.metadata.name, wanted - missing]]) };
}

const shareOf = (value: unknown, of: number, round: (value: number) => number) =>
  typeof value === 'string' ? round((Number.parseInt(value, 10) / 100) * of) : Number(value);

function replicaSet(deployment: Thing, number: number): Thing {
  const template = deployment.spec?.template as { metadata?: Metadata; spec: Json };
  const hash = hashOf(template);
  const labels = { ...template.metadata?.labels, 'pod-template-hash': hash };
  const matchLabels = { ...(at(deployment, 'spec', 'selector', 'matchLabels') as Json), 'pod-template-hash': hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      ...ownedName(deployment, `${deployment.metadata.name}-${hash}`),
      labels,
      annotations: { [revision]: String(number) },
    },
    spec: {
      replicas: 0,
      selector: { matchLabels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/** As many pods as it wants, no more. */
function fill(wanted: Thing, world: Controller): Thing {
  const set = world.put(wanted);
  const pods = ownedBy(set, world.list('', 'pods', set.metadata.namespace));
  const count = Number(set.spec?.replicas ?? 0);
  for (const pod of pods.slice(count)) world.remove(pod);
  for (let missing = pods.length; missing < count; missing += 1) {
    start(set, world.nameAfter(`${set.metadata.name}-`), set.spec?.template as Json, world);
  }
  const now = ownedBy(set, world.list('', 'pods', set.metadata.namespace));
  const ready = now.filter(isReady).length;
  const status = { observedGeneration: set.metadata.generation, replicas: now.length, readyReplicas: ready };
  return world.put({ ...set, status: { ...status, availableReplicas: ready } }, 'status');
}

function rollStatefulSet(set: Thing, world: Controller): void {
  const wanted = Number(set.spec?.replicas ?? 1);
  const { namespace } = set.metadata;
  const template = set.spec?.template as Json;
  const own = ownedBy(set, world.list('apps', 'controllerrevisions', namespace));
  const newest = Math.max(0, ...own.map(one => Number(one.revision)));
  const found = own.find(one => isSame(templateOf(one), template));
  const number = found && Number(found.revision) === newest ? newest : newest + 1;
  const current = world.put(found ? { ...found, revision: number } : controllerRevision(set, number));

  const hash = current.metadata.name;
  const revisionLabel = 'controller-revision-hash';
  const pods = () => ownedBy(set, world.list('', 'pods', namespace));
  for (const pod of pods()) if (ordinalOf(pod) >= wanted) world.remove(pod);
  const onDelete = at(set, 'spec', 'updateStrategy', 'type') === 'OnDelete';
  for (let ordinal = wanted - 1; ordinal >= 0; ordinal -= 1) {
    const name = `${set.metadata.name}-${ordinal}`;
    const pod = pods().find(({ metadata }) => metadata.name === name);
    const old = pod !== undefined && pod.metadata.labels?.[revisionLabel] !== hash;
    if (pod && (!old || onDelete)) continue;
    // One after another, the highest number first; one that does not get ready stops it.
    if (old && pods().some(one => one.metadata.labels?.[revisionLabel] === hash && !isReady(one))) break;
    if (pod) world.remove(pod);
    start(set, name, template, world, { [revisionLabel]: hash });
  }
  const all = pods();
  const ready = all.filter(isReady).length;
  const updated = all.filter(({ metadata }) => metadata.labels?.[revisionLabel] === hash).length;
  const before = set.status ?? {};
  const status = {
    ...{ observedGeneration: set.metadata.generation, replicas: all.length, updatedReplicas: updated },
    ...{ readyReplicas: ready, availableReplicas: ready, updateRevision: hash },
    currentRevision: updated === wanted ? hash : (before.currentRevision ?? hash),
  };
  world.put({ ...set, status }, 'status');
}

const templateOf = (one: Thing) => {
  const { $patch: _, ...template } = at(one, 'data', 'spec', 'template') as Json;
  return template;
};

const controllerRevision = (set: Thing, number: number): Thing => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  metadata: ownedName(set, `${set.metadata.name}-${hashOf(set.spec?.template as Json)}`),
  data: { spec: { template: { ...(set.spec?.template as Json), $patch: 'replace' } } },
  revision: number,
});

const ordinalOf = ({ metadata }: Thing) => Number(metadata.name.slice(metadata.name.lastIndexOf('-') + 1));

function start(owner: Thing, name: string, template: Json, world: Controller, more: Record<string, string> = {}): void {
  const { metadata, spec } = template as { metadata?: Metadata; spec: Json };
  const labels = { ...metadata?.labels, ...more };
  const annotations = metadata?.annotations;
  const nodeName = nodeFor(world);
  const pod = world.put({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...ownedName(owner, name), labels, ...(annotations && { annotations }) },
    spec: { ...spec, ...(nodeName !== undefined && { nodeName }) },
  });
  if (nodeName === undefined) return void world.put({ ...pod, status: { phase: 'Pending' } }, 'status');
  const ready = world.getsReady(spec);
  world.put({ ...pod, status: { phase: 'Running', conditions: [conditionOf('Ready', ready)] } }, 'status');
}

/** The first that takes pods; a cluster of which no node is known has one that does. */
function nodeFor(world: Controller): string | undefined {
  const nodes = world.list('', 'nodes');
  if (nodes.length === 0) return 'node-1';
  return nodes.find(({ spec }) => spec?.unschedulable !== true)?.metadata.name;
}

const conditionOf = (type: string, is: boolean, reason?: string) => ({
  ...{ type, status: is ? 'True' : 'False' },
  ...(reason !== undefined && { reason }),
});

const ownedName = ({ apiVersion, kind, metadata }: Thing, name: string): Metadata => ({
  name,
  ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
  ownerReferences: [{ apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true }],
});

const ownedBy = (owner: Thing, all: Thing[]) =>
  all.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid));

/** What belonged to somebody who has gone goes too. */
function collectGarbage(world: Controller): void {
  const owners = ['deployments', 'statefulsets', 'replicasets'].flatMap(plural => world.list('apps', plural));
  const there = new Set(owners.map(({ metadata }) => metadata.uid));
  const kinds = ['Deployment', 'StatefulSet', 'ReplicaSet'];
  const dependents = [...world.list('apps', 'replicasets'), ...world.list('', 'pods')];
  for (const thing of dependents) {
    const lost = thing.metadata.ownerReferences?.some(({ kind, uid }) => kinds.includes(kind) && !there.has(uid));
    if (lost) world.remove(thing);
  }
}

const revisionOf = ({ metadata }: Thing) => Number(metadata.annotations?.[revision] ?? 0);

const annotated = (thing: Thing, key: string, value: string): Thing => ({
  ...thing,
  metadata: { ...thing.metadata, annotations: { ...thing.metadata.annotations, [key]: value } },
});

function withoutHash(template: Json): Json {
  const { 'pod-template-hash': _, ...labels } = (at(template, 'metadata', 'labels') ?? {}) as Json;
  return { ...template, metadata: { ...(template.metadata as Json), labels } };
}

const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 10);
