import { at } from '../../testSupport/fakeKubernetes';
import { oldVersion, rolledOut, template, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { examplesOf, runnerFor, runningDeployment } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const day = 24 * 3_600_000;
const run = (memoryMiB: number, key = 'k', now = () => new Date(), container = 'main') =>
  runnerFor(cluster, { now }).run('set-memory', { service: 'cart', container, memoryMiB }, key);
const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });
const arranged = () => examplesOf('set-memory')[0].arrange(cluster);
const resources = async () =>
  at(await rolledOut(cluster, 'Deployment', 'cart'), 'spec', 'template', 'spec', 'containers', 0, 'resources');

test('the request stays where it is when the limit rises', async () => {
  await arranged();
  await run(128);
  expect(await resources()).toMatchObject({ limits: { memory: '128Mi' }, requests: { memory: '64Mi' } });
});

test('and is never above it', async () => {
  await arranged();
  await run(32);
  expect(await resources()).toMatchObject({ limits: { memory: '32Mi' }, requests: { memory: '32Mi' } });
});

test('G-62 more than twice of what it had is refused', async () => {
  await arranged();
  await expect(run(129)).rejects.toMatchObject(refusedWith('more than twice'));
});

test('G-62 a second raise within a day is refused, and a day later it is not', async () => {
  await arranged();
  await run(96, 'first');
  await rolledOut(cluster, 'Deployment', 'cart');
  await expect(run(128, 'second')).rejects.toMatchObject(refusedWith('raised within a day'));
  await run(128, 'third', () => new Date(Date.now() + day + 60_000));
  expect(await resources()).toMatchObject({ limits: { memory: '128Mi' } });
});

test.each([
  { name: 'a container without a limit', container: 'main', says: 'no memory limit' },
  { name: 'a container that is not there', container: 'side', says: 'has no container side' },
])('$name is refused: there is no way back', async ({ container, says }) => {
  await runningDeployment(cluster, 'cart', { template: template('cart', oldVersion) });
  await expect(run(96, 'k', undefined, container)).rejects.toMatchObject(refusedWith(says));
});

test('G-34 resources that come from git are changed there', async () => {
  await arranged();
  const { spec } = template('cart', oldVersion, {
    resources: { limits: { memory: '80Mi' }, requests: { memory: '64Mi' } },
  });
  await cluster.patch('Deployment', 'cart', { spec: { template: { spec } } }, { manager: 'kustomize-controller' });
  await rolledOut(cluster, 'Deployment', 'cart');
  await expect(run(96)).rejects.toMatchObject(refusedWith('containers[main].resources of Deployment'));
});

test('G-34 those that somebody else does not set may be changed though the image is theirs', async () => {
  await arranged();
  const containers = [
    { op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'registry.k8s.io/pause:3.10' },
  ];
  await cluster.patch('Deployment', 'cart', containers, { manager: 'argocd-controller' });
  await rolledOut(cluster, 'Deployment', 'cart');
  await run(96);
  expect(await resources()).toMatchObject({ limits: { memory: '96Mi' } });
});
