import { onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { boundClaim, runnerFor } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const run = (sizeGiB = 20, claim = 'cart-data') => runnerFor(cluster).run('expand-claim', { claim, sizeGiB }, 'k');
const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });

onFakeOnly('grows, and has no way back', async () => {
  await boundClaim(cluster);
  await run();
  const { spec } = await cluster.read('PersistentVolumeClaim', 'cart-data');
  expect(spec?.resources).toEqual({ requests: { storage: '20Gi' } });
  expect(await runnerFor(cluster).state('expand-claim', { claim: 'cart-data', sizeGiB: 20 })).toBeUndefined();
});

onFakeOnly('a claim that has as much already is not written', async () => {
  await boundClaim(cluster);
  await run(10);
  expect(cluster.fake?.writes.filter(({ verb }) => verb === 'patch')).toEqual([]);
});

onFakeOnly.each([
  { name: 'it would shrink', sizeGiB: 9, claim: {}, says: 'has 10 GiB, and only grows' },
  { name: 'its class does not let it', sizeGiB: 20, claim: { expandable: false }, says: 'does not let volumes grow' },
  { name: 'it grows already', sizeGiB: 20, claim: { capacity: '5Gi' }, says: 'is growing already' },
  { name: 'it has no volume yet', sizeGiB: 20, claim: { phase: 'Pending' }, says: 'is not bound' },
])('G-62 is refused where $name', async ({ sizeGiB, claim, says }) => {
  await boundClaim(cluster, claim);
  await expect(run(sizeGiB)).rejects.toMatchObject(refusedWith(says));
});

onFakeOnly('a claim without a class is refused', async () => {
  await boundClaim(cluster);
  await cluster.patch('PersistentVolumeClaim', 'cart-data', { spec: { storageClassName: null } });
  await expect(run()).rejects.toMatchObject(refusedWith('names no storage class'));
});

onFakeOnly('G-34 a size that comes from git is changed there', async () => {
  await boundClaim(cluster);
  const patch = { spec: { resources: { requests: { storage: '11Gi' } } } };
  await cluster.patch('PersistentVolumeClaim', 'cart-data', patch, { manager: 'argocd-controller' });
  cluster.fake?.put(
    {
      ...(await cluster.read('PersistentVolumeClaim', 'cart-data')),
      metadata: { name: 'cart-data', namespace: 'shop' },
      status: { phase: 'Bound', capacity: { storage: '11Gi' } },
    },
    'argocd-controller',
  );
  await expect(run()).rejects.toMatchObject(refusedWith('belongs to Argo CD'));
});
