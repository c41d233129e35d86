import { AppsV1Api, CoreV1Api, PatchStrategy, setHeaderOptions, Watch } from '@kubernetes/client-node';
import { at, type Json, type Thing } from '.';
import {
  budgetOf,
  deploymentOf,
  newVersion,
  refusal,
  rolledOut,
  statefulSetOf,
  template,
  testCluster,
  type TestCluster,
  until,
} from '../testCluster';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await testCluster();
});
afterAll(() => cluster.close());

let number = 0;
/** A Deployment of its own, all of whose pods are ready. */
async function running(spec: Json = {}): Promise<Thing> {
  const name = `web-${(number += 1)}`;
  await cluster.create(deploymentOf(name, spec));
  return rolledOut(cluster, 'Deployment', name);
}
const replicasOf = ({ spec }: Thing) => spec?.replicas;
const podsOf = async (name: string) =>
  (await cluster.list('Pod')).filter(
    ({ metadata }) => metadata.labels?.app === name && !('deletionTimestamp' in metadata),
  );
const core = () => cluster.config.makeApiClient(CoreV1Api);

test('what is created gets an identity, and is there', async () => {
  const made = await cluster.create({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'one' },
    data: { a: 'b' },
  });
  expect(made.metadata).toMatchObject({ uid: expect.any(String), resourceVersion: expect.stringMatching(/^\d+$/) });
  expect(await cluster.read('ConfigMap', 'one')).toMatchObject({ metadata: made.metadata, data: { a: 'b' } });
});

test('nothing is created twice', async () => {
  const { metadata } = await running();
  expect(await refusal(cluster.create(deploymentOf(metadata.name)))).toMatchObject({
    code: 409,
    reason: 'AlreadyExists',
  });
});

test('what is not there is not found', async () => {
  expect(await refusal(cluster.read('Deployment', 'nothing'))).toMatchObject({ code: 404, reason: 'NotFound' });
});

test('a body that breaks the schema is refused', async () => {
  const nameless = deploymentOf('bad', {
    template: { metadata: { labels: { app: 'bad' } }, spec: { containers: [{}] } },
  });
  expect(await refusal(cluster.create(nameless))).toMatchObject({ code: 422, reason: 'Invalid' });
  expect(await refusal(cluster.create(deploymentOf('bad', { replicas: 'two' })))).toMatchObject({ code: 400 });
});

test('a merge patch that names an older version is a conflict', async () => {
  const { metadata } = await running();
  await cluster.patch('Deployment', metadata.name, { spec: { replicas: 2 } });
  const stale = { metadata: { resourceVersion: metadata.resourceVersion }, spec: { replicas: 4 } };
  expect(await refusal(cluster.patch('Deployment', metadata.name, stale))).toMatchObject({
    code: 409,
    reason: 'Conflict',
  });
  expect(replicasOf(await cluster.read('Deployment', metadata.name))).toBe(2);
});

test('so is a JSON patch that puts an older version in', async () => {
  const { metadata } = await running();
  await cluster.patch('Deployment', metadata.name, { spec: { replicas: 2 } });
  const stale = [
    { op: 'replace', path: '/metadata/resourceVersion', value: metadata.resourceVersion },
    { op: 'replace', path: '/spec/replicas', value: 4 },
  ];
  expect(await refusal(cluster.patch('Deployment', metadata.name, stale))).toMatchObject({
    code: 409,
    reason: 'Conflict',
  });
  const fresh = (await rolledOut(cluster, 'Deployment', metadata.name)).metadata.resourceVersion;
  stale[0] = { op: 'replace', path: '/metadata/resourceVersion', value: fresh };
  expect(replicasOf(await cluster.patch('Deployment', metadata.name, stale))).toBe(4);
});

test('a test that fails ends a JSON patch', async () => {
  const { metadata } = await running();
  const patch = [
    { op: 'test', path: '/spec/replicas', value: 7 },
    { op: 'replace', path: '/spec/replicas', value: 4 },
  ];
  expect(await refusal(cluster.patch('Deployment', metadata.name, patch))).toMatchObject({ code: 422 });
});

test('a strategic merge patch changes one container and leaves the others', async () => {
  const containers = [
    { name: 'main', image: 'registry.k8s.io/pause:3.9' },
    { name: 'side', image: 'registry.k8s.io/pause:3.9' },
  ];
  const { metadata } = await running({ replicas: 1 });
  const change = (list: Json[]) => ({ spec: { template: { spec: { containers: list } } } });
  const strategy = PatchStrategy.StrategicMergePatch;
  await cluster.patch('Deployment', metadata.name, change(containers), { strategy });
  const one = change([{ name: 'side', image: 'registry.k8s.io/pause:3.10' }]);
  const after = await cluster.patch('Deployment', metadata.name, one, { strategy });
  const images = (at(after, 'spec', 'template', 'spec', 'containers') as Json[]).map(({ name, image }) => [
    name,
    image,
  ]);
  expect(Object.fromEntries(images)).toEqual({
    main: 'registry.k8s.io/pause:3.9',
    side: 'registry.k8s.io/pause:3.10',
  });
});

test('a dry run answers what would be, and stores nothing', async () => {
  const { metadata } = await running();
  const tried = await cluster.patch('Deployment', metadata.name, { spec: { replicas: 5 } }, { dryRun: true });
  expect(replicasOf(tried)).toBe(5);
  expect(await cluster.read('Deployment', metadata.name)).toMatchObject({
    metadata: { generation: 1 },
    spec: { replicas: 3 },
  });
  await cluster.create(deploymentOf('never'), { dryRun: true });
  expect(await refusal(cluster.read('Deployment', 'never'))).toMatchObject({ code: 404 });
});

test('a dry run is refused as the write would be', async () => {
  const { metadata } = await running();
  const bad = { spec: { template: { spec: { containers: [{}] } } } };
  expect(await refusal(cluster.patch('Deployment', metadata.name, bad, { dryRun: true }))).toMatchObject({ code: 422 });
});

test('a generation counts changes of the specification, and a write without one leaves the version', async () => {
  const { metadata } = await running();
  const same = await cluster.patch('Deployment', metadata.name, { spec: { replicas: 3 } });
  expect(same.metadata).toMatchObject({ generation: 1, resourceVersion: metadata.resourceVersion });
  const labelled = await cluster.patch('Deployment', metadata.name, { metadata: { labels: { a: 'b' } } });
  expect(labelled.metadata.generation).toBe(1);
  const scaled = await cluster.patch('Deployment', metadata.name, { spec: { replicas: 4 } });
  expect(scaled.metadata.generation).toBe(2);
});

test('whoever changes a field owns it from then on', async () => {
  const { metadata } = await running();
  await cluster.patch('Deployment', metadata.name, { spec: { replicas: 2 } }, { manager: 'somebody' });
  const { managedFields = [] } = (await cluster.read('Deployment', metadata.name)).metadata;
  const owners = managedFields.filter(({ fieldsV1 }) => at(fieldsV1, 'f:spec', 'f:replicas') !== undefined);
  expect(owners.map(({ manager }) => manager)).toEqual(['somebody']);
});

test('the scale has the version of what it scales', async () => {
  const { metadata } = await running();
  const apps = cluster.config.makeApiClient(AppsV1Api);
  const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
  const patch = (resourceVersion: unknown, replicas: number) =>
    apps.patchNamespacedDeploymentScale(
      {
        name: metadata.name,
        namespace: cluster.namespace,
        body: { metadata: { resourceVersion }, spec: { replicas } },
      },
      merge,
    );
  expect((await patch(metadata.resourceVersion, 2)).spec?.replicas).toBe(2);
  expect(await refusal(patch(metadata.resourceVersion, 4))).toMatchObject({ code: 409, reason: 'Conflict' });
  expect(replicasOf(await cluster.read('Deployment', metadata.name))).toBe(2);
});

test('an eviction that a disruption budget forbids is refused, and one that it allows is done', async () => {
  const { metadata } = await running();
  await cluster.create(budgetOf(metadata.name, { minAvailable: 3 }));
  const allowed = async () =>
    at(await cluster.read('PodDisruptionBudget', metadata.name), 'status', 'disruptionsAllowed');
  await until(async () => (await allowed()) === 0);
  const [pod] = await podsOf(metadata.name);
  const { name = '', uid = '' } = pod?.metadata ?? {};
  const evict = (more: Json = {}) => {
    const body = {
      metadata: { name, namespace: cluster.namespace },
      deleteOptions: { preconditions: { uid }, ...more },
    };
    return core().createNamespacedPodEviction({ name, namespace: cluster.namespace, body });
  };
  expect(await refusal(evict())).toEqual({ code: 429, reason: 'TooManyRequests', causes: ['DisruptionBudget'] });

  await cluster.patch('PodDisruptionBudget', metadata.name, { spec: { minAvailable: 2 } });
  await until(async () => (await allowed()) === 1);
  await evict({ dryRun: ['All'] });
  expect((await podsOf(metadata.name)).map(({ metadata: { uid: one } }) => one)).toContain(uid);
  expect(await refusal(evict({ preconditions: { uid: 'another' } }))).toMatchObject({ code: 409 });
  await evict();
  await until(async () => {
    const uids = (await podsOf(metadata.name)).map(({ metadata: { uid: one } }) => one);
    return uids.length === 3 && !uids.includes(uid);
  });
});

test('a deletion names whom it means', async () => {
  await cluster.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } });
  const { namespace } = cluster;
  const wrong = core().deleteNamespacedConfigMap({
    name: 'mine',
    namespace,
    body: { preconditions: { uid: 'another' } },
  });
  expect(await refusal(wrong)).toMatchObject({ code: 409 });
  await cluster.delete('ConfigMap', 'mine');
  expect(await refusal(cluster.read('ConfigMap', 'mine'))).toMatchObject({ code: 404 });
});

describe('a Deployment', () => {
  const revision = 'deployment.kubernetes.io/revision';
  const revisionsOf = async ({ metadata: { uid } }: Thing) =>
    (await cluster.list('ReplicaSet'))
      .filter(({ metadata }) => metadata.ownerReferences?.some(owner => owner.uid === uid))
      .map(({ metadata, spec }) => ({ revision: metadata.annotations?.[revision], replicas: spec?.replicas }))
      .sort((a, b) => Number(a.revision) - Number(b.revision));

  test('keeps what it ran, and an earlier template that comes again is the newest', async () => {
    const first = await running({ replicas: 2 });
    const { name } = first.metadata;
    await cluster.patch('Deployment', name, { spec: { template: template(name, newVersion) } });
    await rolledOut(cluster, 'Deployment', name);
    expect(await revisionsOf(first)).toEqual([
      { revision: '1', replicas: 0 },
      { revision: '2', replicas: 2 },
    ]);
    const before = at(first, 'spec', 'template');
    await cluster.patch('Deployment', name, [{ op: 'replace', path: '/spec/template', value: before }]);
    const back = await rolledOut(cluster, 'Deployment', name);
    expect(back.metadata.annotations?.[revision]).toBe('3');
    expect(await revisionsOf(first)).toEqual([
      { revision: '2', replicas: 0 },
      { revision: '3', replicas: 2 },
    ]);
  });
});

describe('a StatefulSet', () => {
  test('numbers its pods, and keeps what it ran', async () => {
    await cluster.create(statefulSetOf('db', { replicas: 2 }));
    await rolledOut(cluster, 'StatefulSet', 'db');
    expect((await podsOf('db')).map(({ metadata }) => metadata.name).sort()).toEqual(['db-0', 'db-1']);
    await cluster.patch('StatefulSet', 'db', { spec: { template: template('db', newVersion) } });
    const { metadata, status } = await rolledOut(cluster, 'StatefulSet', 'db');
    const kept = (await cluster.list('ControllerRevision')).filter(one =>
      one.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid),
    );
    expect(kept.map(({ revision }) => revision).sort()).toEqual([1, 2]);
    expect(kept.find(({ revision }) => revision === 2)?.metadata.name).toBe(status?.updateRevision);
  });
});

test('who watches hears what happens', async () => {
  const heard: string[] = [];
  const { resourceVersion } = (await running({ replicas: 1 })).metadata;
  const path = `/api/v1/namespaces/${cluster.namespace}/configmaps`;
  const watching = await new Watch(cluster.config).watch(
    path,
    { resourceVersion },
    (type: string, { metadata }: Thing) => heard.push(`${type} ${metadata.name}`),
    () => undefined,
  );
  await cluster.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seen' } });
  await cluster.patch('ConfigMap', 'seen', { data: { a: 'b' } });
  await cluster.delete('ConfigMap', 'seen');
  await until(async () => heard.length >= 3);
  watching.abort();
  expect(heard.filter(one => one.endsWith(' seen'))).toEqual(['ADDED seen', 'MODIFIED seen', 'DELETED seen']);
});
