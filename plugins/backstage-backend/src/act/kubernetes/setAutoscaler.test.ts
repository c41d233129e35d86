import { autoscalerOf, onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { runnerFor, runningDeployment } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
  await runningDeployment(cluster);
});
afterEach(() => cluster.close());

const run = (min: number, max: number) => runnerFor(cluster).run('set-autoscaler', { service: 'cart', min, max }, 'k');
const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });

test('where nothing scales by itself there are no bounds to set', async () => {
  await cluster.create(autoscalerOf('other'));
  await expect(run(2, 8)).rejects.toMatchObject(refusedWith('nothing scales Deployment'));
});

test('bounds that are so already are not written', async () => {
  const { metadata } = await cluster.create(autoscalerOf('cart'));
  await run(2, 5);
  expect((await cluster.read('HorizontalPodAutoscaler', 'cart-hpa')).metadata.generation).toBe(metadata.generation);
});

test('G-34 bounds that come from git are changed there', async () => {
  await cluster.create(autoscalerOf('cart'));
  const patch = { spec: { maxReplicas: 6 } };
  await cluster.patch('HorizontalPodAutoscaler', 'cart-hpa', patch, { manager: 'argocd-controller' });
  await expect(run(2, 8)).rejects.toMatchObject(refusedWith('belongs to Argo CD'));
});

onFakeOnly('one that cannot scale is not held by its bounds', async () => {
  const conditions = [{ type: 'ScalingActive', status: 'False' }];
  const thing = autoscalerOf('cart');
  const metadata = { name: 'cart-hpa', namespace: 'shop' };
  const status = { conditions, desiredReplicas: 2, currentReplicas: 2 };
  cluster.fake?.put({ ...thing, metadata, status });
  await expect(run(2, 8)).rejects.toMatchObject(refusedWith('does not scale'));
});
