import { type Asked, type Fault, StatusError } from '../../testSupport/fakeKubernetes';
import {
  budgetOf,
  onFakeOnly,
  oldVersion,
  rolledOut,
  statefulSetOf,
  template,
  testCluster,
  type TestCluster,
  until,
} from '../../testSupport/testCluster';
import { nodeOf, nodesOf, runnerFor, runningDeployment } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const quick = { pauseMs: 10, patienceMs: 300, timeoutMs: 300 };
const run = (drained = true, key = 'k', node = 'node-1') =>
  runnerFor(cluster, quick).run('drain', { node, drained }, key);
const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });
const halfDone = (...messages: string[]) => ({
  when: 'unknown',
  message: expect.stringMatching(['only a part of it was done: Node node-1 cordoned', ...messages].join('.*')),
});
const keepsFiles = {
  ...template('web', oldVersion ?? ''),
  spec: { ...template('web', oldVersion ?? '').spec, volumes: [{ name: 'cache', emptyDir: {} }] },
};
const isCordoned = async () => (await cluster.read('Node', 'node-1')).spec?.unschedulable === true;
const podsOn = async (node: string) =>
  (await cluster.list('Pod')).filter(({ spec }) => spec?.nodeName === node).map(({ metadata }) => metadata.name);
const isEviction = ({ resource }: Asked) => resource === 'pods/eviction';
const evictions = () => cluster.fake?.writes.filter(isEviction).length;

/** Three pods of cart on the first of five nodes. */
async function arranged() {
  await nodesOf(cluster);
  await runningDeployment(cluster);
  expect((await podsOn('node-1')).length).toBe(3);
}

/** Somebody else's pod on the node. */
const putPod = (metadata: object, spec: object = {}, status: object = { phase: 'Running' }) =>
  cluster.fake?.put({
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'other', namespace: 'shop', ...metadata } },
    spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'registry.k8s.io/pause:3.9' }], ...spec },
    status,
  });
const ownedBy = (kind: string, uid = 'x') => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name: 'other', uid, controller: true }],
});
/** Of a ReplicaSet that is there, since a pod whose owner has gone goes too. */
const kept = () => {
  const [replicaSet] = cluster.fake?.api.memory.list({ group: 'apps', plural: 'replicasets' }) ?? [];
  return ownedBy('ReplicaSet', replicaSet?.metadata.uid);
};

onFakeOnly('every pod leaves, one after another, and it says which', async () => {
  await arranged();
  const pods = await podsOn('node-1');
  const told = await run();
  expect(told).toBe(['Node node-1 cordoned', ...pods.map(name => `Pod shop/${name} evicted`)].join(', '));
  expect(await podsOn('node-1')).toEqual([]);
  expect((await podsOn('node-2')).length).toBe(3);
  expect(await isCordoned()).toBe(true);
});

onFakeOnly('what will leave is told before', async () => {
  await arranged();
  const changes = await runnerFor(cluster).preview?.('drain', { node: 'node-1', drained: true }, 'k');
  const pods = (await podsOn('node-1')).map(name => `Pod shop/${name}`);
  expect(changes?.filter(({ to }) => to === 'evicted').map(({ object }) => object)).toEqual(pods);
});

onFakeOnly('G-38 what takes too long is stopped, and says how far it got', async () => {
  await arranged();
  const done = runnerFor(cluster, { ...quick, longestMs: 0 }).run('drain', { node: 'node-1', drained: true }, 'k');
  await expect(done).rejects.toMatchObject(halfDone('more of it than can be done in 0 s'));
  expect(evictions()).toBe(0);
});

onFakeOnly('taken back, the node takes pods again', async () => {
  await arranged();
  const runner = runnerFor(cluster, quick);
  expect(await runner.state('drain', { node: 'node-1', drained: true })).toEqual({ node: 'node-1', drained: false });
  await run();
  await run(false, 'k/undo');
  expect(await isCordoned()).toBe(false);
});

onFakeOnly('G-21 of a budget of one they leave one by one', async () => {
  await arranged();
  await cluster.create(budgetOf('cart', { maxUnavailable: 1 }));
  let fewest = 3;
  if (cluster.fake)
    cluster.fake.fault = asked => {
      if (!isEviction(asked) || asked.dryRun) return;
      fewest = Math.min(fewest, Number(cluster.fake?.read('deployments', 'cart')?.status?.readyReplicas) - 1);
    };
  await run();
  expect(fewest).toBe(2);
});

onFakeOnly('G-21 a budget that lets nothing go keeps the node as it is', async () => {
  await arranged();
  await cluster.create(budgetOf('cart', { minAvailable: 3 }));
  await expect(run()).rejects.toMatchObject(refusedWith('PodDisruptionBudget cart lets nothing go'));
  expect(await isCordoned()).toBe(false);
});

onFakeOnly('G-21 where the others do not get ready elsewhere it stops, and says how far it got', async () => {
  await arranged();
  if (cluster.fake) cluster.fake.fault = asked => void (isEviction(asked) && !asked.dryRun && cluster.fake?.api.hold());
  await expect(run()).rejects.toMatchObject(halfDone('evicted', 'cannot leave yet.*2 of 3 pods'));
  expect(evictions()).toBe(1);
});

onFakeOnly.each<{ name: string; pod: () => unknown; says: string }>([
  { name: 'nobody started', pod: () => putPod({}), says: 'would not be started again: it belongs to nobody' },
  { name: 'a Job started', pod: () => putPod(ownedBy('Job')), says: 'it belongs to a Job' },
  {
    name: 'keeps files there',
    pod: () => runningDeployment(cluster, 'web', { template: keepsFiles }),
    says: 'keeps files on the node in cache',
  },
  {
    name: 'is of others',
    pod: () => putPod({ ...kept(), namespace: 'theirs' }),
    says: 'in a namespace that is not ours',
  },
])('G-20 a pod that $name keeps the node as it is', async ({ pod, says }) => {
  await arranged();
  await pod();
  await expect(run()).rejects.toMatchObject(refusedWith(says));
  expect(await isCordoned()).toBe(false);
});

onFakeOnly('G-13 a pod of what is protected keeps the node as it is', async () => {
  await arranged();
  await runningDeployment(cluster, 'prometheus');
  await expect(run()).rejects.toMatchObject(refusedWith('prometheus is protected'));
  expect(await isCordoned()).toBe(false);
});

onFakeOnly.each<{ name: string; pod: () => unknown }>([
  { name: 'of a DaemonSet', pod: () => putPod({ ...ownedBy('DaemonSet'), namespace: 'kube-system' }) },
  {
    name: 'of the node itself',
    pod: () => putPod({ namespace: 'kube-system', annotations: { 'kubernetes.io/config.mirror': 'x' } }),
  },
  { name: 'that has ended', pod: () => putPod(ownedBy('Job'), {}, { phase: 'Succeeded' }) },
])('a pod $name stays', async ({ pod }) => {
  await nodesOf(cluster);
  pod();
  await run();
  expect(await podsOn('node-1')).toEqual(cluster.fake?.read('pods', 'other') ? ['other'] : []);
  expect(evictions()).toBe(0);
  expect(await isCordoned()).toBe(true);
});

onFakeOnly('a node that others cordoned is theirs', async () => {
  await nodesOf(cluster);
  await cluster.patch('Node', 'node-1', { spec: { unschedulable: true } });
  await expect(run()).rejects.toMatchObject(refusedWith('was cordoned by somebody else'));
});

onFakeOnly('one that we cordoned before stays so when it is taken back', async () => {
  await arranged();
  await runnerFor(cluster).run('cordon', { node: 'node-1', cordoned: true }, 'before');
  expect(await runnerFor(cluster).state('drain', { node: 'node-1', drained: true })).toBeUndefined();
  await run();
  expect(await podsOn('node-1')).toEqual([]);
});

onFakeOnly('G-20 a node of the control plane is left alone, and so is one too many', async () => {
  await arranged();
  await cluster.create(nodeOf('main', {}, { labels: { 'node-role.kubernetes.io/control-plane': '' } }));
  await expect(run(true, 'k', 'main')).rejects.toMatchObject(refusedWith('control plane'));
  await cluster.patch('Node', 'node-3', { spec: { unschedulable: true } });
  await expect(run()).rejects.toMatchObject(refusedWith('are cordoned already'));
});

onFakeOnly('pods that are numbered leave as well', async () => {
  await nodesOf(cluster);
  await cluster.create(statefulSetOf('orders', { replicas: 2 }));
  await rolledOut(cluster, 'StatefulSet', 'orders');
  await run();
  await until(async () => (await podsOn('node-2')).length === 2);
});

const told = (code: number): Fault => ({ answer: new StatusError(code, 'AsTold', 'as told') });
describe('G-37 in the middle of it', () => {
  onFakeOnly.each<{ name: string; fault: Fault; evicted: number }>([
    { name: 'a failure', fault: told(500), evicted: 1 },
    { name: 'a refusal', fault: told(403), evicted: 1 },
    { name: 'silence', fault: { hang: 'before' }, evicted: 1 },
    { name: 'a broken connection', fault: { reset: 'before' }, evicted: 1 },
  ])('$name ends it, and it says how far it got', async ({ fault, evicted }) => {
    await arranged();
    let sent = 0;
    if (cluster.fake)
      cluster.fake.fault = asked => {
        if (!isEviction(asked) || asked.dryRun) return undefined;
        sent += 1;
        return sent === 2 ? fault : undefined;
      };
    await expect(run()).rejects.toMatchObject(halfDone('evicted'));
    expect(sent).toBe(2);
    expect(evictions()).toBe(evicted);
  });

  onFakeOnly.each<{ name: string; fault: Fault }>([
    { name: 'a conflict', fault: told(409) },
    { name: 'too many requests', fault: told(429) },
    { name: 'an answer that gets lost', fault: { reset: 'after' } },
  ])('$name is no reason to stop', async ({ fault }) => {
    await arranged();
    let sent = 0;
    if (cluster.fake)
      cluster.fake.fault = asked => {
        if (!isEviction(asked) || asked.dryRun) return undefined;
        sent += 1;
        return sent === 2 ? fault : undefined;
      };
    await run();
    expect(await podsOn('node-1')).toEqual([]);
    expect(evictions()).toBe(3);
  });

  onFakeOnly('G-35 whose leave runs out stops, and says how far it got', async () => {
    await arranged();
    const lost = new AbortController();
    if (cluster.fake) cluster.fake.fault = asked => void (isEviction(asked) && !asked.dryRun && lost.abort());
    const leave = { incidentId: 'i', fence: 1, signal: lost.signal, left: () => 60_000 };
    const done = runnerFor(cluster, quick).run('drain', { node: 'node-1', drained: true }, 'k', leave);
    await expect(done).rejects.toMatchObject(halfDone());
    expect(evictions()).toBeLessThanOrEqual(1);
  });
});
