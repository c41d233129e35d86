import { at, type Json } from '../../testSupport/fakeKubernetes';
import {
  newVersion,
  oldVersion,
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

type Kind = 'Deployment' | 'StatefulSet';
const run = (version: string) => runnerFor(cluster).run('roll-back', { service: 'cart', version }, 'k');
const runs = async (kind: Kind = 'Deployment') =>
  at(await cluster.read(kind, 'cart'), 'spec', 'template', 'spec', 'containers', 0, 'image');
const release = async (version: string, kind: Kind = 'Deployment', more: Json = {}) => {
  await cluster.patch(kind, 'cart', { spec: { template: template('cart', version, more) } });
  await rolledOut(cluster, kind, 'cart');
};

test.each(['revision:1', oldVersion ?? ''])('a Deployment goes back to %s, and its pods follow', async version => {
  await runningDeployment(cluster);
  await release(newVersion ?? '');
  await run(version);
  expect(await runs()).toMatch(`:${oldVersion}`);
  await rolledOut(cluster, 'Deployment', 'cart');
});

test('so does a StatefulSet', async () => {
  await cluster.create(statefulSetOf('cart', { replicas: 2 }));
  await rolledOut(cluster, 'StatefulSet', 'cart');
  await release(newVersion ?? '', 'StatefulSet');
  await run('revision:1');
  expect(await runs('StatefulSet')).toMatch(`:${oldVersion}`);
});

test('a version is also what the pods are labelled with', async () => {
  await runningDeployment(cluster);
  const releaseAs = async (label: string, image: string) => {
    const { metadata, spec } = template('cart', image);
    const labels = { ...metadata.labels, 'app.kubernetes.io/version': label };
    await cluster.patch('Deployment', 'cart', { spec: { template: { metadata: { labels }, spec } } });
    await rolledOut(cluster, 'Deployment', 'cart');
  };
  await releaseAs('v7', newVersion ?? '');
  await releaseAs('v8', oldVersion ?? '');
  await run('v7');
  expect(await runs()).toMatch(`:${newVersion}`);
});

test('a rollout that is stuck is taken back', async () => {
  await runningDeployment(cluster);
  await cluster.patch('Deployment', 'cart', { spec: { template: template('cart', 'broken') } });
  await until(async () => Number(at(await cluster.read('Deployment', 'cart'), 'status', 'updatedReplicas')) > 0);
  await run('revision:1');
  await rolledOut(cluster, 'Deployment', 'cart');
});

test('what it runs already is not written again', async () => {
  const { metadata } = await runningDeployment(cluster);
  await run('revision:1');
  expect((await cluster.read('Deployment', 'cart')).metadata.resourceVersion).toBe(metadata.resourceVersion);
});

test.each(['revision:9', 'v9', '9'])('%s, which is not kept, is refused', async version => {
  await runningDeployment(cluster);
  await expect(run(version)).rejects.toMatchObject({
    when: 'refused',
    message: expect.stringContaining(`keeps no version ${version}`),
  });
});

test.each([
  { manager: 'argocd-controller', by: 'Argo CD' },
  { manager: 'kustomize-controller', by: 'Flux' },
  { manager: 'helm', by: 'Helm' },
  { manager: 'cart-operator', by: '"cart-operator"' },
])('G-34 a template that $by wrote is changed there, not here', async ({ manager, by }) => {
  await runningDeployment(cluster);
  await cluster.patch('Deployment', 'cart', { spec: { template: template('cart', newVersion ?? '') } }, { manager });
  await rolledOut(cluster, 'Deployment', 'cart');
  await expect(run('revision:1')).rejects.toMatchObject({
    when: 'refused',
    message: expect.stringContaining(`belongs to ${by}`),
  });
  expect(await runs()).toMatch(`:${newVersion}`);
});

test('G-83 variables of the versions are not told', async () => {
  await runningDeployment(cluster);
  await release(newVersion ?? '', 'Deployment', { env: [{ name: 'KEY', value: 'secret' }] });
  const changes = await runnerFor(cluster).preview?.('roll-back', { service: 'cart', version: 'revision:1' }, 'k');
  expect(changes).toContainEqual(
    expect.objectContaining({
      field: 'spec.template.spec.containers[main].image',
      to: expect.stringContaining(`:${oldVersion}`),
    }),
  );
  expect(JSON.stringify(changes)).not.toContain('secret');
});
