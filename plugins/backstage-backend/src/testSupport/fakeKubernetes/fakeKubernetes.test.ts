import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { AppsV1Api, CoreV1Api, KubeConfig, Watch } from '@kubernetes/client-node';
import { at, type Fault, type FakeKubernetes, StatusError } from '.';
import {
  deploymentOf,
  newVersion,
  oldVersion,
  onFakeOnly,
  refusal,
  template,
  testCluster,
  type TestCluster,
} from '../testCluster';

let cluster: TestCluster;
let fake: FakeKubernetes;
beforeEach(async () => {
  cluster = await testCluster(pod => !JSON.stringify(pod).includes('broken'));
  fake = cluster.fake as FakeKubernetes;
});
afterEach(() => cluster.close());

const versionOf = (name: string) =>
  at(fake.read('deployments', name), 'spec', 'template', 'spec', 'containers', 0, 'image');

describe('rights', () => {
  const healer = { name: 'healer', rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'patch'] }] };
  const as = async (namespace?: string) => {
    const config = new KubeConfig();
    config.loadFromFile(await cluster.kubeconfigOf({ ...healer, ...(namespace !== undefined && { namespace }) }));
    return config.makeApiClient(CoreV1Api);
  };

  onFakeOnly('what no rule grants is forbidden', async () => {
    await cluster.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' } });
    const core = await as();
    await core.readNamespacedConfigMap({ name: 'one', namespace: 'shop' });
    const forbidden = { code: 403, reason: 'Forbidden' };
    expect(await refusal(core.listNamespacedConfigMap({ namespace: 'shop' }))).toMatchObject(forbidden);
    expect(await refusal(core.listNamespacedSecret({ namespace: 'shop' }))).toMatchObject(forbidden);
  });

  onFakeOnly('a Role holds in its own namespace', async () => {
    const core = await as('other');
    expect(await refusal(core.readNamespacedConfigMap({ name: 'one', namespace: 'shop' }))).toMatchObject({
      code: 403,
    });
  });

  onFakeOnly('nobody is let in without a token', async () => {
    const config = new KubeConfig();
    config.loadFromString(fake.kubeconfig().replace(/"token":"[^"]+"/, '"token":"guessed"'));
    const asked = config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace: 'shop' });
    expect(await refusal(asked)).toMatchObject({ code: 401 });
    expect(fake.asked).toEqual([]);
  });
});

describe('what goes wrong when told', () => {
  const apps = () => cluster.config.makeApiClient(AppsV1Api);
  const scale = () => {
    const place = { name: 'web', namespace: 'shop' };
    const body = { metadata: place, spec: { replicas: 5 } };
    return apps().replaceNamespacedDeploymentScale({ ...place, body });
  };
  const wanted = () => fake.read('deployments', 'web')?.spec?.replicas;

  onFakeOnly.each([429, 500, 409])('an answer of %i, and nothing is done', async code => {
    await cluster.create(deploymentOf('web'));
    fake.fault = ({ verb }) => (verb === 'update' ? { answer: new StatusError(code, 'AsTold', 'as told') } : undefined);
    expect(await refusal(scale())).toMatchObject({ code, reason: 'AsTold' });
    expect(wanted()).toBe(3);
  });

  onFakeOnly.each<{ fault: Fault; replicas: number }>([
    { fault: { reset: 'before' }, replicas: 3 },
    { fault: { reset: 'after' }, replicas: 5 },
  ])('a connection that breaks: $fault.reset', async ({ fault, replicas }) => {
    await cluster.create(deploymentOf('web'));
    fake.fault = ({ verb }) => (verb === 'update' ? fault : undefined);
    await expect(scale()).rejects.toThrow();
    expect(wanted()).toBe(replicas);
  });
});

onFakeOnly('tells who wrote what, and nothing of what was only tried', async () => {
  await cluster.create(deploymentOf('web'), { dryRun: true });
  await cluster.create(deploymentOf('web'));
  await cluster.read('Deployment', 'web');
  const one = {
    user: 'admin',
    verb: 'create',
    group: 'apps',
    resource: 'deployments',
    namespace: 'shop',
    dryRun: false,
  };
  expect(fake.writes).toEqual([expect.objectContaining(one)]);
});

onFakeOnly('who watches from what is forgotten has to list again', async () => {
  await cluster.create(deploymentOf('web'));
  fake.api.memory.compact();
  const heard = await new Promise(resolve => {
    void new Watch(cluster.config).watch(
      '/apis/apps/v1/namespaces/shop/deployments',
      { resourceVersion: '1' },
      (type: string, thing: object) => resolve([type, at(thing, 'code')]),
      () => undefined,
    );
  });
  expect(heard).toEqual(['ERROR', 410]);
});

describe('controllers', () => {
  onFakeOnly('that are held do nothing until they are released', async () => {
    await cluster.create(deploymentOf('web'));
    fake.api.hold();
    await cluster.patch('Deployment', 'web', { spec: { replicas: 5 } });
    expect(fake.read('deployments', 'web')?.status).toMatchObject({ observedGeneration: 1, replicas: 3 });
    fake.api.release();
    expect(fake.read('deployments', 'web')?.status).toMatchObject({ observedGeneration: 2, replicas: 5 });
  });

  onFakeOnly('stop a rollout whose pods do not get ready', async () => {
    await cluster.create(deploymentOf('web', { replicas: 4 }));
    await cluster.patch('Deployment', 'web', { spec: { template: template('web', 'broken') } });
    expect(fake.read('deployments', 'web')?.status).toMatchObject({
      readyReplicas: 3,
      updatedReplicas: 2,
      replicas: 5,
    });
  });
});

const found = (process.env.PATH ?? '').split(delimiter).find(folder => {
  try {
    accessSync(join(folder, 'kubectl'), constants.X_OK);
    return true;
  } catch {
    return false;
  }
});

// Another client than ours and its library; nothing of it is installed with us.
(found === undefined ? describe.skip : describe)('kubectl, where it is installed,', () => {
  const kubectl = async (...words: string[]) => {
    const own = [
      '--kubeconfig',
      cluster.kubeconfig,
      '--namespace',
      cluster.namespace,
      '--cache-dir',
      `${cluster.kubeconfig}-cache`,
    ];
    const { stdout } = await promisify(execFile)('kubectl', [...own, ...words]);
    return stdout.trim();
  };

  onFakeOnly('restarts, changes, undoes, scales, patches and deletes', async () => {
    await cluster.create(deploymentOf('web'));
    expect(await kubectl('get', 'deployments', '-o', 'name')).toBe('deployment.apps/web');
    await kubectl('rollout', 'restart', 'deployment/web');
    const annotations = () => at(fake.read('deployments', 'web'), 'spec', 'template', 'metadata', 'annotations');
    expect(annotations()).toMatchObject({ 'kubectl.kubernetes.io/restartedAt': expect.any(String) });
    await kubectl('set', 'image', 'deployment/web', `main=registry.k8s.io/pause:${newVersion}`);
    expect(versionOf('web')).toMatch(`:${newVersion}`);
    expect(await kubectl('rollout', 'status', 'deployment/web')).toMatch('successfully rolled out');
    await kubectl('rollout', 'undo', 'deployment/web', '--to-revision', '1');
    expect(versionOf('web')).toMatch(`:${oldVersion}`);
    expect(annotations()).toBeUndefined();
    await kubectl('scale', 'deployment/web', '--replicas', '5');
    expect(fake.read('deployments', 'web')?.spec?.replicas).toBe(5);
    await kubectl('annotate', 'deployment/web', 'note=here');
    expect(fake.read('deployments', 'web')?.metadata.annotations).toMatchObject({ note: 'here' });
    await kubectl('delete', 'deployment/web', '--wait=false');
    expect(await kubectl('get', 'pods', '-o', 'name')).toBe('');
  });
});
