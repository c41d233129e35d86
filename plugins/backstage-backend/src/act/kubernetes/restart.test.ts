import { at, type Json } from '../../testSupport/fakeKubernetes';
import {
  budgetOf,
  deploymentOf,
  rolledOut,
  statefulSetOf,
  template,
  testCluster,
  type TestCluster,
  until,
} from '../../testSupport/testCluster';
import { runnerFor, runningDeployment } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster(pod => !JSON.stringify(pod).includes('broken'));
});
afterEach(() => cluster.close());

const run = (key = 'k') => runnerFor(cluster).run('restart', { service: 'cart' }, key);
const uids = async () => (await cluster.list('Pod')).map(({ metadata }) => metadata.uid);
const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });

test('every pod of a Deployment is another one after', async () => {
  await runningDeployment(cluster);
  const before = await uids();
  await run();
  const { metadata } = await rolledOut(cluster, 'Deployment', 'cart');
  await until(async () => (await uids()).every(uid => !before.includes(uid)));
  expect(metadata.annotations).toMatchObject({ 'autocura.io/action-id': 'k' });
});

test('and so it is with a StatefulSet', async () => {
  await cluster.create(statefulSetOf('cart'));
  await rolledOut(cluster, 'StatefulSet', 'cart');
  const before = await uids();
  await run();
  await until(async () => {
    const now = await uids();
    return now.length === 3 && now.every(uid => !before.includes(uid));
  });
});

test('a second restart is another one', async () => {
  await runningDeployment(cluster);
  await run('first');
  await rolledOut(cluster, 'Deployment', 'cart');
  await run('second');
  expect((await cluster.read('Deployment', 'cart')).metadata.annotations).toMatchObject({
    'autocura.io/action-id': 'second',
  });
});

describe('refused', () => {
  test('while a rollout is under way', async () => {
    await runningDeployment(cluster, 'cart', { replicas: 4 });
    await cluster.patch('Deployment', 'cart', { spec: { template: template('cart', 'broken') } });
    await until(async () => at(await cluster.read('Deployment', 'cart'), 'status', 'updatedReplicas') === 2);
    await expect(run()).rejects.toMatchObject(refusedWith('a rollout of Deployment'));
  });

  test.each<{ name: string; thing: Json; says: string }>([
    { name: 'what is paused', thing: deploymentOf('cart', { paused: true }), says: 'is paused' },
    {
      name: 'what replaces pods on deletion only',
      thing: statefulSetOf('cart', { updateStrategy: { type: 'OnDelete' } }),
      says: 'only when they are deleted',
    },
  ])('$name', async ({ thing, says }) => {
    await cluster.create(thing);
    await expect(run()).rejects.toMatchObject(refusedWith(says));
  });

  test('G-34 where somebody else sets the mark of restarts', async () => {
    await runningDeployment(cluster);
    const annotations = { 'kubectl.kubernetes.io/restartedAt': 'then' };
    const patch = { spec: { template: { metadata: { annotations } } } };
    await cluster.patch('Deployment', 'cart', patch, { manager: 'argocd-controller' });
    await rolledOut(cluster, 'Deployment', 'cart');
    await expect(run()).rejects.toMatchObject(refusedWith('belongs to Argo CD'));
  });
});

describe('G-21 what a disruption budget wants to stay, stays', () => {
  const restartWith = async (spec: Json, budget: Json) => {
    await runningDeployment(cluster, 'cart', spec);
    await cluster.create(budgetOf('cart', budget));
    await until(async () => at(await cluster.read('PodDisruptionBudget', 'cart'), 'status', 'currentHealthy') === 3);
    return run().then(
      () => 'done',
      ({ message }: Error) => message,
    );
  };

  test.each<{ name: string; spec: Json; minAvailable: number; end: string }>([
    {
      name: 'all at once',
      spec: { strategy: { type: 'Recreate' } },
      minAvailable: 1,
      end: 'it leaves 0 of 3 healthy pods',
    },
    {
      name: 'two at a time',
      spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } } },
      minAvailable: 2,
      end: 'it leaves 1 of 3 healthy pods',
    },
    {
      name: 'one at a time',
      spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } } },
      minAvailable: 2,
      end: 'done',
    },
  ])('$name with $minAvailable: $end', async ({ spec, minAvailable, end }) => {
    expect(await restartWith(spec, { minAvailable })).toContain(end);
  });

  test('what is sick already may go', async () => {
    await cluster.create(deploymentOf('cart', { version: 'broken', strategy: { type: 'Recreate' } }));
    await cluster.create(budgetOf('cart', { minAvailable: 2 }));
    await until(async () => at(await cluster.read('PodDisruptionBudget', 'cart'), 'status', 'desiredHealthy') === 2);
    await until(async () => at(await cluster.read('Deployment', 'cart'), 'status', 'updatedReplicas') === 3);
    await run();
  });
});
