import type { Json } from '../../testSupport/fakeKubernetes';
import { newVersion, oldVersion, template, type TestCluster } from '../../testSupport/testCluster';

/** Objects of Argo Rollouts, Argo CD and Flux as their controllers leave them; the fake has none of these. */

const argo = 'argoproj.io/v1alpha1';

/** A release that waits at its first step: the old version is stable, the new one is on its way. */
export async function releasedRollout(cluster: TestCluster, status: Json = {}, spec: Json = {}): Promise<void> {
  const labels = { 'app.kubernetes.io/name': 'cart' };
  const selector = { matchLabels: { app: 'cart' } };
  const rollout = put(cluster, {
    ...{ apiVersion: argo, kind: 'Rollout' },
    metadata: { name: 'cart', namespace: 'shop', labels, annotations: { 'rollout.argoproj.io/revision': '2' } },
    spec: {
      ...{ replicas: 3, selector, template: template('cart', newVersion) },
      strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }] } },
      ...spec,
    },
    status: {
      ...{ phase: 'Paused', controllerPause: true, currentPodHash: 'new', stableRS: 'old' },
      pauseConditions: [{ reason: 'CanaryPauseStep', startTime: '2026-01-01T00:00:00Z' }],
      ...status,
    },
  });
  [oldVersion, newVersion].forEach((version, index) => {
    const hash = ['old', 'new'][index] ?? '';
    const { metadata, spec: pod } = template('cart', version);
    put(cluster, {
      ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet' },
      metadata: {
        ...{ name: `cart-${hash}`, namespace: 'shop', ownerReferences: [ownerOf(rollout)] },
        annotations: { 'rollout.argoproj.io/revision': String(index + 1) },
      },
      spec: {
        ...{ replicas: 0, selector },
        template: { metadata: { labels: { ...metadata.labels, 'rollouts-pod-template-hash': hash } }, spec: pod },
      },
    });
  });
}

/** An analysis of the new version, which has measured well so far. */
export async function analysisOf(cluster: TestCluster, status: Json = {}): Promise<void> {
  const rollout = await cluster.read('Rollout', 'cart');
  put(cluster, {
    ...{ apiVersion: argo, kind: 'AnalysisRun' },
    metadata: {
      ...{ name: 'cart-new-2', namespace: 'shop', ownerReferences: [ownerOf(rollout)] },
      labels: { 'rollouts-pod-template-hash': 'new' },
    },
    spec: { metrics: [{ name: 'errors', provider: {} }] },
    status: {
      phase: 'Running',
      metricResults: [{ name: 'errors', phase: 'Running', count: 5, successful: 5 }],
      ...status,
    },
  });
}

const source = (targetRevision: string) => ({
  repoURL: 'https://git.example.com/shop',
  path: 'deploy',
  targetRevision,
});

/** Something of it differs from what git says, and it was deployed twice. */
export async function driftedApplication(
  cluster: TestCluster,
  more: { spec?: Json; status?: Json; project?: Json } = {},
) {
  put(cluster, {
    ...{ apiVersion: argo, kind: 'AppProject', metadata: { name: 'default', namespace: 'shop' } },
    spec: more.project ?? {},
  });
  put(cluster, {
    ...{ apiVersion: argo, kind: 'Application', metadata: { name: 'shop', namespace: 'shop' } },
    spec: {
      ...{ project: 'default', source: source('main') },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      ...more.spec,
    },
    status: {
      sync: { status: 'OutOfSync', revision: 'c3' },
      history: [
        { id: 1, revision: 'c1', deployedAt: '2026-01-01T00:00:00Z', source: source('main') },
        { id: 2, revision: 'c2', deployedAt: '2026-01-02T00:00:00Z', source: source('main') },
      ],
      resources: [
        { group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'cart', status: 'OutOfSync' },
        { version: 'v1', kind: 'Service', namespace: 'shop', name: 'cart', status: 'Synced' },
      ],
      ...more.status,
    },
  });
}

interface Kept {
  operation?: { sync: { revision: string; source?: Json } };
  status: { history: { id: number; revision: string }[] };
}

const keptOf = async (cluster: TestCluster) => (await cluster.read('Application', 'shop')) as unknown as Kept;

/** What Argo CD was asked to bring there, or brought there last. */
export async function syncOf(cluster: TestCluster) {
  const { operation, status } = await keptOf(cluster);
  return (operation?.sync ?? status.history.at(-1))?.revision;
}

/** Argo CD does what it was asked to. */
export async function syncs(cluster: TestCluster): Promise<void> {
  const { operation, status } = await keptOf(cluster);
  const { revision = '', source: from = source('main') } = operation?.sync ?? {};
  const deployedAt = '2026-01-03T00:00:00Z';
  const history = [...status.history, { id: status.history.length + 1, revision, source: from, deployedAt }];
  const sync = { status: 'Synced', revision, comparedTo: { source: from, destination: {} } };
  await cluster.patch('Application', 'shop', { operation: null, status: { history, sync } });
}

export const kustomizationOf = (name: string): Json => ({
  ...{ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name } },
  spec: { interval: '10m', prune: true, path: './shop', sourceRef: { kind: 'GitRepository', name: 'shop' } },
});

export const helmReleaseOf = (name: string): Json => ({
  ...{ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name } },
  spec: {
    interval: '10m',
    chart: { spec: { chart: 'shop', sourceRef: { kind: 'HelmRepository', name: 'shop' } } },
  },
});

function put({ fake }: TestCluster, thing: Json) {
  if (!fake) throw new Error('only the fake has these');
  return fake.put(thing);
}

const ownerOf = ({
  apiVersion,
  kind,
  metadata,
}: {
  apiVersion: string;
  kind: string;
  metadata: { name: string; uid?: string };
}) => ({
  ...{ apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true },
});
