import { kubernetesRunners } from '.';
import type { FakeKubernetes } from '../../testSupport/fakeKubernetes';
import { onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { writeFile } from 'node:fs/promises';
import { runningDeployment } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const runners = (more: object = {}, protectedNames: string[] = []) =>
  kubernetesRunners({ kubeconfig: cluster.kubeconfig, namespaces: [cluster.namespace], ...more }, protectedNames);

test('a context for an action that is none is an error that names it', () => {
  expect(() => runners({ contexts: { reboot: 'x' } })).toThrow('contexts: no action is called reboot');
});

onFakeOnly('G-39 an action goes by a context of its own where it has one', async () => {
  await runningDeployment(cluster);
  const fake = cluster.fake as FakeKubernetes;
  const [mine, other] = ['healer', 'scaler'].map(name => JSON.parse(fake.kubeconfig({ name })));
  const both = {
    ...mine,
    users: [...mine.users, ...other.users],
    contexts: [...mine.contexts, { name: 'scaling', context: { cluster: 'fake', user: 'scaler' } }],
  };
  const kubeconfig = `${cluster.kubeconfig}-both`;
  await writeFile(kubeconfig, JSON.stringify(both));
  const { scale, restart } = runners({ kubeconfig, contexts: { scale: 'scaling' } });
  fake.writes.length = 0;
  await scale?.run('scale', { service: 'cart', replicas: 4 }, 'a');
  await restart?.run('restart', { service: 'cart' }, 'b');
  expect(fake.writes.map(({ user }) => user)).toEqual(['scaler', 'healer']);
});

test('G-13 what is protected is so whatever its case', async () => {
  await runningDeployment(cluster, 'grafana');
  const run = runners({}, ['Grafana']).restart?.run('restart', { service: 'grafana' }, 'k');
  await expect(run).rejects.toMatchObject({
    when: 'refused',
    message: expect.stringContaining('grafana is protected'),
  });
});
