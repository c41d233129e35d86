import { at } from '../../testSupport/fakeKubernetes';
import { rolledOut, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { examplesOf, runnerFor } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
  await examplesOf('set-cpu')[0].arrange(cluster);
});
afterEach(() => cluster.close());

const day = 24 * 3_600_000;
const run = (cpuMilli: number, key = 'k', now = () => new Date()) =>
  runnerFor(cluster, { now }).run('set-cpu', { service: 'cart', container: 'main', cpuMilli }, key);
const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });
const resources = async () =>
  at(await rolledOut(cluster, 'Deployment', 'cart'), 'spec', 'template', 'spec', 'containers', 0, 'resources');

test('the limit rises, the request and the memory stay where they are', async () => {
  await run(200);
  expect(await resources()).toEqual({
    limits: { memory: '64Mi', cpu: '200m' },
    requests: { memory: '64Mi', cpu: '100m' },
  });
});

test('the request is never above it', async () => {
  await run(50);
  expect(await resources()).toMatchObject({ limits: { cpu: '50m' }, requests: { cpu: '50m' } });
});

test('G-62 more than twice of what it had is refused', async () => {
  await expect(run(201)).rejects.toMatchObject(refusedWith('more than twice of the 100 thousandths'));
});

test('G-62 a second raise within a day is refused, and a day later it is not', async () => {
  await run(150, 'first');
  await rolledOut(cluster, 'Deployment', 'cart');
  await expect(run(180, 'second')).rejects.toMatchObject(refusedWith('raised within a day'));
  await run(180, 'third', () => new Date(Date.now() + day + 60_000));
  expect(await resources()).toMatchObject({ limits: { cpu: '180m' } });
});

test('a raise of memory is no raise of CPU', async () => {
  await runnerFor(cluster).run('set-memory', { service: 'cart', container: 'main', memoryMiB: 96 }, 'memory');
  await rolledOut(cluster, 'Deployment', 'cart');
  await run(150);
  expect(await resources()).toMatchObject({ limits: { memory: '96Mi', cpu: '150m' } });
});
