import { at } from '../../testSupport/fakeKubernetes';
import { budgetOf, testCluster, type TestCluster, until } from '../../testSupport/testCluster';
import { examplesOf, paramsOf, runnerFor, runningDeployment } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });
const arranged = async (id: string) => {
  const [example] = examplesOf(id);
  await example.arrange(cluster);
  return paramsOf(example, cluster);
};
const podNames = async () => (await cluster.list('Pod')).map(({ metadata }) => metadata.name);

test('G-21 a disruption budget is heeded', async () => {
  const params = await arranged('evict-pod');
  await cluster.create(budgetOf('cart', { minAvailable: 3 }));
  await until(async () => at(await cluster.read('PodDisruptionBudget', 'cart'), 'status', 'currentHealthy') === 3);
  await expect(runnerFor(cluster).run('evict-pod', params, 'k')).rejects.toMatchObject(
    refusedWith('disruption budget'),
  );
  expect(await podNames()).toContain(params.pod);
});

test('G-21 and so are siblings that are not ready', async () => {
  const params = await arranged('evict-pod');
  await cluster.patch('Deployment', 'cart', { spec: { replicas: 5 } });
  cluster.fake?.api.hold();
  const status = { readyReplicas: 3, replicas: 5, updatedReplicas: 5, observedGeneration: 2 };
  const thing = cluster.fake?.read('deployments', 'cart');
  cluster.fake?.put({ ...thing, metadata: { name: 'cart', namespace: 'shop' }, status });
  await expect(runnerFor(cluster).run('evict-pod', params, 'k')).rejects.toMatchObject(refusedWith('other pods'));
});

test('a pod of another service is not touched', async () => {
  await arranged('evict-pod');
  await runningDeployment(cluster, 'orders');
  const pod = (await podNames()).find(name => name.startsWith('orders-')) ?? '';
  const run = runnerFor(cluster).run('evict-pod', { service: 'cart', pod }, 'k');
  await expect(run).rejects.toMatchObject(refusedWith(`is none of Deployment ${cluster.namespace}/cart`));
});

test('a pod that has only just been started is let be', async () => {
  await runningDeployment(cluster);
  const [pod = ''] = await podNames();
  const run = runnerFor(cluster).run('evict-pod', { service: 'cart', pod }, 'k');
  await expect(run).rejects.toMatchObject(refusedWith('only just been started'));
});

test('a pod that is gone is nothing to do', async () => {
  await runningDeployment(cluster);
  await runnerFor(cluster).run('evict-pod', { service: 'cart', pod: 'cart-gone' }, 'k');
  expect((await podNames()).length).toBe(3);
});

test('the pods of a Deployment have no numbers', async () => {
  await runningDeployment(cluster);
  const run = runnerFor(cluster).run('replace-slot', { service: 'cart', slot: 1 }, 'k');
  await expect(run).rejects.toMatchObject(refusedWith('have no numbers'));
});
