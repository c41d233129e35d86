import { at } from '../../testSupport/fakeKubernetes';
import {
  autoscalerOf,
  budgetOf,
  rolledOut,
  statefulSetOf,
  testCluster,
  type TestCluster,
  until,
} from '../../testSupport/testCluster';
import { runnerFor, runningDeployment } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const run = (replicas: number) => runnerFor(cluster).run('scale', { service: 'cart', replicas }, 'k');

test('a StatefulSet is scaled too', async () => {
  await cluster.create(statefulSetOf('cart', { replicas: 1 }));
  await rolledOut(cluster, 'StatefulSet', 'cart');
  await run(2);
  await rolledOut(cluster, 'StatefulSet', 'cart');
  expect((await cluster.read('StatefulSet', 'cart')).spec?.replicas).toBe(2);
});

test('as many as there are is nothing to do', async () => {
  const { metadata } = await runningDeployment(cluster);
  await run(3);
  expect((await cluster.read('Deployment', 'cart')).metadata.resourceVersion).toBe(metadata.resourceVersion);
});

test('it says from how many to how many', async () => {
  await runningDeployment(cluster);
  const changes = await runnerFor(cluster).preview?.('scale', { service: 'cart', replicas: 5 }, 'k');
  const object = `Deployment ${cluster.namespace}/cart`;
  expect(changes).toEqual([{ object, field: 'spec.replicas', from: '3', to: '5', uid: expect.any(String) }]);
});

test.each([
  { replicas: 4, min: 4, max: 5 },
  { replicas: 8, min: 8, max: 8 },
])('G-34 $replicas are had of an autoscaler by its bounds, which is said', async ({ replicas, min, max }) => {
  await runningDeployment(cluster);
  await cluster.create(autoscalerOf('cart'));
  await expect(run(replicas)).rejects.toMatchObject({
    message: expect.stringContaining('set-autoscaler cart would do that'),
    instead: { action: 'set-autoscaler', target: 'cart', params: { service: 'cart', min, max } },
  });
});

test('G-34 what an autoscaler scales is not scaled', async () => {
  await runningDeployment(cluster);
  await cluster.create(autoscalerOf('cart'));
  await expect(run(5)).rejects.toMatchObject({
    when: 'refused',
    message: expect.stringContaining('belongs to HorizontalPodAutoscaler cart-hpa'),
  });
});

test('G-34 nor is what comes from git', async () => {
  await runningDeployment(cluster);
  await cluster.patch('Deployment', 'cart', { spec: { replicas: 4 } }, { manager: 'argocd-controller' });
  await expect(run(5)).rejects.toMatchObject({
    when: 'refused',
    message: expect.stringContaining('belongs to Argo CD'),
  });
});

test.each([
  { replicas: 1, end: 'it leaves 1 of 3 healthy pods' },
  { replicas: 2, end: 'done' },
])('G-21 a disruption budget of two: scaled to $replicas, $end', async ({ replicas, end }) => {
  await runningDeployment(cluster);
  await cluster.create(budgetOf('cart', { minAvailable: 2 }));
  await until(async () => at(await cluster.read('PodDisruptionBudget', 'cart'), 'status', 'currentHealthy') === 3);
  const how = await run(replicas).then(
    () => 'done',
    ({ message }: Error) => message,
  );
  expect(how).toContain(end);
});
