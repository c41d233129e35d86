import type { Json } from '../../testSupport/fakeKubernetes';
import { type KindName, onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { runnerFor } from './examples';
import { helmReleaseOf, kustomizationOf } from './ownersExamples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });

describe.each<{ kind: KindName; id: string; param: string; thing: Json }>([
  { kind: 'Kustomization', id: 'suspend-kustomization', param: 'kustomization', thing: kustomizationOf('shop') },
  { kind: 'HelmRelease', id: 'suspend-helm-release', param: 'helmRelease', thing: helmReleaseOf('shop') },
])('$kind', ({ kind, id, param, thing }) => {
  const run = (suspended: boolean) => runnerFor(cluster).run(id, { [param]: 'shop', suspended }, 'k');
  const isSuspended = async () => (await cluster.read(kind, 'shop')).spec?.suspend;

  onFakeOnly('is left alone by Flux, and looked after again', async () => {
    await cluster.create(thing);
    await run(true);
    expect(await isSuspended()).toBe(true);
    await run(false);
    expect(await isSuspended()).toBe(false);
  });

  onFakeOnly('that others suspended is theirs to resume', async () => {
    await cluster.create(thing);
    await cluster.patch(kind, 'shop', { spec: { suspend: true } });
    await expect(run(false)).rejects.toMatchObject(refusedWith('was suspended by somebody else'));
  });

  onFakeOnly('that others suspend again after us is theirs', async () => {
    await cluster.create(thing);
    await run(true);
    await run(false);
    await cluster.patch(kind, 'shop', { spec: { suspend: true } });
    await expect(run(false)).rejects.toMatchObject(refusedWith('was suspended by somebody else'));
  });

  onFakeOnly('G-34 whose suspension comes from git is suspended there', async () => {
    await cluster.create({ ...thing, spec: { ...(thing.spec as Json), suspend: true } });
    await cluster.patch(kind, 'shop', { spec: { suspend: false } }, { manager: 'kustomize-controller' });
    await expect(run(true)).rejects.toMatchObject(refusedWith('belongs to Flux'));
  });
});
