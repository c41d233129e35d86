import type { Json } from '../../testSupport/fakeKubernetes';
import { onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { runnerFor } from './examples';
import { driftedApplication, syncOf } from './ownersExamples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });
const sync = () => runnerFor(cluster).run('sync-application', { application: 'shop' }, 'k');
const rollBack = (deployment = 1) =>
  runnerFor(cluster).run('roll-back-application', { application: 'shop', deployment }, 'k');
const wayBack = () => runnerFor(cluster).state('sync-application', { application: 'shop' });
const operation = async () => (await cluster.read('Application', 'shop')).operation as Json | undefined;

onFakeOnly('a sync is asked for, to the revision that was compared, and prunes nothing', async () => {
  await driftedApplication(cluster, { spec: { syncPolicy: { syncOptions: ['CreateNamespace=true'] } } });
  await sync();
  expect(await operation()).toEqual({
    initiatedBy: { username: 'autocura' },
    info: [{ name: 'Reason', value: 'k' }],
    sync: { revision: 'c3', prune: false, syncOptions: ['CreateNamespace=true'] },
  });
});

onFakeOnly('what is behind is told before', async () => {
  await driftedApplication(cluster);
  const changes = await runnerFor(cluster).preview?.('sync-application', { application: 'shop' }, 'k');
  const behind = { object: 'Deployment shop/cart', field: '', from: 'OutOfSync', to: 'Synced' };
  expect(changes).toContainEqual(expect.objectContaining(behind));
  expect(changes?.map(({ object }) => object)).not.toContain('Service shop/cart');
});

onFakeOnly('what is in step is not synced', async () => {
  await driftedApplication(cluster, { status: { sync: { status: 'Synced', revision: 'c2' } } });
  await sync();
  expect(await operation()).toBeUndefined();
});

onFakeOnly('an earlier deployment comes back with its source', async () => {
  await driftedApplication(cluster);
  await rollBack();
  expect(await operation()).toMatchObject({ sync: { revision: 'c1', prune: false, source: { path: 'deploy' } } });
});

onFakeOnly('without a number it goes back to what was deployed before, of another revision', async () => {
  const source = { repoURL: 'https://git.example.com/shop', targetRevision: 'main' };
  const history = ['c1', 'c2', 'c3', 'c3'].map((revision, index) => ({
    ...{ id: index + 1, revision, source, deployedAt: '2026-01-01T00:00:00Z' },
  }));
  await driftedApplication(cluster, { status: { history } });
  await runnerFor(cluster).run('roll-back-application', { application: 'shop' }, 'k');
  expect(await syncOf(cluster)).toBe('c2');
});

onFakeOnly('of one deployment nothing was before', async () => {
  const only = { id: 1, revision: 'c1', source: { repoURL: 'x' }, deployedAt: '2026-01-01T00:00:00Z' };
  await driftedApplication(cluster, { status: { history: [only] } });
  const done = runnerFor(cluster).run('roll-back-application', { application: 'shop' }, 'k');
  await expect(done).rejects.toMatchObject(refusedWith('keeps no deployment before the last'));
});

onFakeOnly('what is deployed already is not asked for', async () => {
  await driftedApplication(cluster);
  await rollBack(2);
  expect(await operation()).toBeUndefined();
});

onFakeOnly('a deployment that is not kept is refused', async () => {
  await driftedApplication(cluster);
  await expect(rollBack(9)).rejects.toMatchObject(refusedWith('keeps no deployment 9'));
});

describe('G-34 what syncs by itself', () => {
  const automated = { spec: { syncPolicy: { automated: { selfHeal: true } } } };

  onFakeOnly('is not rolled back, for it would come back', async () => {
    await driftedApplication(cluster, automated);
    await expect(rollBack()).rejects.toMatchObject(refusedWith('syncs by itself'));
    expect(await operation()).toBeUndefined();
  });

  onFakeOnly('may be synced at once, and that cannot be taken back', async () => {
    await driftedApplication(cluster, automated);
    expect(await wayBack()).toBeUndefined();
    await sync();
    expect(await syncOf(cluster)).toBe('c3');
  });

  onFakeOnly('and does no more is rolled back', async () => {
    await driftedApplication(cluster, { spec: { syncPolicy: { automated: { enabled: false } } } });
    await rollBack();
    expect(await syncOf(cluster)).toBe('c1');
  });
});

describe.each([
  { how: 'synced', act: sync },
  { how: 'rolled back', act: rollBack },
])('is not $how', ({ act }) => {
  onFakeOnly.each<{ name: string; more: { spec?: Json; status?: Json; project?: Json }; says: string }>([
    {
      name: 'while an operation runs',
      more: { status: { operationState: { phase: 'Running', startedAt: '2026-01-01T00:00:00Z', operation: {} } } },
      says: 'an operation of Application shop/shop is under way',
    },
    {
      name: 'from several sources',
      more: { spec: { sources: [{ repoURL: 'https://git.example.com/shop' }] } },
      says: 'has several sources',
    },
    {
      name: 'of a project with windows',
      more: { project: { syncWindows: [{ kind: 'deny', schedule: '0 0 * * *', duration: '24h' }] } },
      says: 'has sync windows',
    },
    { name: 'of a project that is not there', more: { spec: { project: 'gone' } }, says: 'is not there' },
  ])('$name', async ({ more, says }) => {
    await driftedApplication(cluster, more);
    await expect(act()).rejects.toMatchObject(refusedWith(says));
    expect(await operation()).toBeUndefined();
  });

  onFakeOnly('while another operation is asked for', async () => {
    await driftedApplication(cluster);
    await cluster.patch('Application', 'shop', { operation: { sync: { revision: 'c9' } } });
    await expect(act()).rejects.toMatchObject(refusedWith('is under way'));
    expect(await syncOf(cluster)).toBe('c9');
  });
});

onFakeOnly('windows that let people sync by hand let us', async () => {
  const windows = [{ kind: 'deny', schedule: '0 0 * * *', duration: '24h', manualSync: true }];
  await driftedApplication(cluster, { project: { syncWindows: windows } });
  await sync();
  expect(await syncOf(cluster)).toBe('c3');
});

onFakeOnly('what Argo CD cannot compare is not synced', async () => {
  await driftedApplication(cluster, { status: { sync: { status: 'Unknown' } } });
  await expect(sync()).rejects.toMatchObject(refusedWith('does not know'));
});

onFakeOnly('Applications are looked for where they are', async () => {
  await driftedApplication(cluster);
  const elsewhere = runnerFor(cluster, { ownerNamespaces: ['argocd'] });
  await expect(elsewhere.run('sync-application', { application: 'shop' }, 'k')).rejects.toMatchObject(
    refusedWith('there is no Application shop'),
  );
});
