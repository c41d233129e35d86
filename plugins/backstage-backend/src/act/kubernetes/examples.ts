import type { Step } from '@autocura/common';
import {
  autoscalerOf,
  budgetOf,
  deploymentOf,
  newVersion,
  oldVersion,
  rolledOut,
  statefulSetOf,
  template,
  type TestCluster,
  until,
} from '../../testSupport/testCluster';
import { type Runner } from '../runners';
import { kubernetesRunner, type KubernetesSettings } from '../runners/kubernetesRunner';
import { bystanders, kubernetesActions, kubernetesCluster } from '.';
import {
  analysisOf,
  driftedApplication,
  helmReleaseOf,
  kustomizationOf,
  releasedRollout,
  syncOf,
  syncs,
} from './ownersExamples';

/** A runner as an installation has it, for a test's cluster. */
export function runnerFor(
  cluster: TestCluster,
  more: Partial<KubernetesSettings> & { timeoutMs?: number } = {},
): Runner {
  const { timeoutMs, ...settings } = more;
  return kubernetesRunner({
    cluster: kubernetesCluster({ kubeconfig: cluster.kubeconfig }, timeoutMs),
    actions: kubernetesActions,
    namespaces: [cluster.namespace],
    ownerNamespaces: [cluster.namespace],
    protectedNames: ['prometheus'],
    isBystander: bystanders(),
    now: () => new Date(),
    ...settings,
  });
}

/** A situation in which an action is right, and what it is to change. */
export interface Example {
  params: Step['params'] | ((cluster: TestCluster) => Promise<Step['params']>);
  /** Writes that it takes; one by default. */
  writes?: number;
  /** It needs what no test may touch on a real cluster, or what few clusters have. */
  onFakeOnly?: boolean;
  arrange(cluster: TestCluster): Promise<void>;
  /** What it tells to change, beside the key of the act. */
  fields: string[];
  /** What the action changes, as it is now. */
  shows(cluster: TestCluster): Promise<unknown>;
  /** What the controller does then, of what the fake has none of. */
  settle?(cluster: TestCluster): Promise<void>;
  /** What shows once it is taken back, where that is not what was before. */
  afterwards?: unknown;
}

export async function runningDeployment(cluster: TestCluster, name = 'cart', spec = {}) {
  await cluster.create(deploymentOf(name, spec));
  return rolledOut(cluster, 'Deployment', name);
}

async function runningStatefulSet(cluster: TestCluster) {
  await cluster.create(statefulSetOf('cart', { replicas: 2 }));
  await rolledOut(cluster, 'StatefulSet', 'cart');
}

const limited = template('cart', oldVersion, {
  resources: { limits: { memory: '64Mi', cpu: '100m' }, requests: { memory: '64Mi', cpu: '100m' } },
});

const limitFields = (resource: string) => [
  `spec.template.spec.containers[main].resources.limits.${resource}`,
  `spec.template.spec.containers[main].resources.requests.${resource}`,
  `metadata.annotations[autocura.io/${resource}-raised-at]`,
];

/** Ten gibibytes of a class that lets them grow. */
export async function boundClaim(cluster: TestCluster, { expandable = true, capacity = '10Gi', phase = 'Bound' } = {}) {
  await cluster.create({
    ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'disks' } },
    ...{ provisioner: 'disks.example.com', allowVolumeExpansion: expandable },
  });
  const requests = { storage: '10Gi' };
  cluster.fake?.put({
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'cart-data', namespace: 'shop' } },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'disks', resources: { requests } },
    status: { phase, capacity: { storage: capacity } },
  });
}

export const nodeOf = (name: string, spec = {}, metadata = {}) => ({
  ...{ apiVersion: 'v1', kind: 'Node' },
  ...{ metadata: { name, ...metadata }, spec },
});

/** Five, of which one may be cordoned. */
export async function nodesOf(cluster: TestCluster): Promise<void> {
  for (const name of ['node-1', 'node-2', 'node-3', 'node-4', 'node-5']) await cluster.create(nodeOf(name));
}

export const cronJobOf = (name: string) => ({
  ...{ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name } },
  spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: jobTemplate } } },
});

const jobTemplate = {
  spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'registry.k8s.io/nothing:0' }] },
};

/** Its pods can never start, so that it is past its deadline at once. */
async function failedJob(cluster: TestCluster): Promise<void> {
  const annotations = { 'autocura.io/idempotent': 'true' };
  const conditions = [{ type: 'Failed', status: 'True' }];
  const spec = { activeDeadlineSeconds: 1, template: jobTemplate };
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'import', annotations }, spec };
  if (cluster.fake)
    cluster.fake.put({ ...job, metadata: { ...job.metadata, namespace: 'shop' }, status: { conditions } });
  else await cluster.create(job);
  await until(async () =>
    ((await cluster.read('Job', 'import')).status?.conditions as typeof conditions | undefined)?.some(
      ({ type }) => type === 'Failed',
    ),
  );
}

/** For each action; the first is the usual one, and all of them together need all of its rights. */
export const examples: Record<string, [Example, ...Example[]]> = {
  restart: [
    {
      fields: [
        'spec.template.metadata.annotations',
        'spec.template.metadata.annotations[kubectl.kubernetes.io/restartedAt]',
      ],
      params: { service: 'cart' },
      arrange: async cluster => void (await runningDeployment(cluster)),
      shows: async cluster => (await cluster.read('Deployment', 'cart')).spec?.template,
    },
    {
      fields: [
        'spec.template.metadata.annotations',
        'spec.template.metadata.annotations[kubectl.kubernetes.io/restartedAt]',
      ],
      params: { service: 'cart' },
      arrange: runningStatefulSet,
      shows: async cluster => (await cluster.read('StatefulSet', 'cart')).spec?.template,
    },
  ],
  'roll-back': [
    {
      fields: ['spec.template.spec.containers[main].image'],
      params: { service: 'cart', version: 'revision:1' },
      async arrange(cluster) {
        await runningDeployment(cluster);
        await cluster.patch('Deployment', 'cart', { spec: { template: template('cart', newVersion) } });
        await rolledOut(cluster, 'Deployment', 'cart');
      },
      shows: async cluster => (await cluster.read('Deployment', 'cart')).spec?.template,
    },
    {
      fields: ['spec.template.spec.containers[main].image'],
      params: { service: 'cart', version: 'revision:1' },
      async arrange(cluster) {
        await runningStatefulSet(cluster);
        await cluster.patch('StatefulSet', 'cart', { spec: { template: template('cart', newVersion) } });
        await rolledOut(cluster, 'StatefulSet', 'cart');
      },
      shows: async cluster => (await cluster.read('StatefulSet', 'cart')).spec?.template,
    },
    {
      fields: ['spec.template.spec.containers[main].image'],
      params: { service: 'cart', version: 'revision:1' },
      onFakeOnly: true,
      arrange: async cluster => releasedRollout(cluster),
      shows: async cluster => (await cluster.read('Rollout', 'cart')).spec?.template,
    },
  ],
  scale: [
    {
      fields: ['spec.replicas'],
      params: { service: 'cart', replicas: 5 },
      async arrange(cluster) {
        await runningDeployment(cluster);
        await cluster.create(autoscalerOf('other'));
      },
      shows: async cluster => (await cluster.read('Deployment', 'cart')).spec?.replicas,
    },
    {
      fields: ['spec.replicas'],
      params: { service: 'cart', replicas: 1 },
      arrange: runningStatefulSet,
      shows: async cluster => (await cluster.read('StatefulSet', 'cart')).spec?.replicas,
    },
  ],
  'evict-pod': [
    {
      fields: [''],
      params: async cluster => ({ service: 'cart', pod: (await cluster.list('Pod'))[0]?.metadata.name ?? '' }),
      arrange: async cluster => aged(cluster, () => runningDeployment(cluster)),
      shows: podUids,
    },
    {
      fields: [''],
      params: { service: 'cart', pod: 'cart-1' },
      arrange: async cluster => aged(cluster, () => runningStatefulSet(cluster)),
      shows: podUids,
    },
  ],
  'replace-slot': [
    {
      fields: [''],
      params: { service: 'cart', slot: 1 },
      arrange: async cluster => aged(cluster, () => runningStatefulSet(cluster)),
      shows: podUids,
    },
  ],
  'set-autoscaler': [
    {
      fields: ['spec.minReplicas', 'spec.maxReplicas'],
      params: { service: 'cart', min: 3, max: 8 },
      async arrange(cluster) {
        await runningDeployment(cluster);
        await cluster.create(autoscalerOf('cart'));
      },
      async shows(cluster) {
        const { minReplicas, maxReplicas } = (await cluster.read('HorizontalPodAutoscaler', 'cart-hpa')).spec ?? {};
        return { minReplicas, maxReplicas };
      },
    },
  ],
  'set-memory': [
    {
      fields: limitFields('memory'),
      params: { service: 'cart', container: 'main', memoryMiB: 96 },
      arrange: async cluster => void (await runningDeployment(cluster, 'cart', { template: limited })),
      shows: async cluster => (await cluster.read('Deployment', 'cart')).spec?.template,
    },
    {
      fields: limitFields('memory'),
      params: { service: 'cart', container: 'main', memoryMiB: 48 },
      async arrange(cluster) {
        await cluster.create(statefulSetOf('cart', { replicas: 2, template: limited }));
        await rolledOut(cluster, 'StatefulSet', 'cart');
      },
      shows: async cluster => (await cluster.read('StatefulSet', 'cart')).spec?.template,
    },
  ],
  'set-cpu': [
    {
      fields: limitFields('cpu'),
      params: { service: 'cart', container: 'main', cpuMilli: 150 },
      arrange: async cluster => void (await runningDeployment(cluster, 'cart', { template: limited })),
      shows: async cluster => (await cluster.read('Deployment', 'cart')).spec?.template,
    },
    {
      fields: limitFields('cpu'),
      params: { service: 'cart', container: 'main', cpuMilli: 50 },
      async arrange(cluster) {
        await cluster.create(statefulSetOf('cart', { replicas: 2, template: limited }));
        await rolledOut(cluster, 'StatefulSet', 'cart');
      },
      shows: async cluster => (await cluster.read('StatefulSet', 'cart')).spec?.template,
    },
  ],
  'expand-claim': [
    {
      fields: ['spec.resources.requests.storage'],
      params: { claim: 'cart-data', sizeGiB: 20 },
      onFakeOnly: true,
      arrange: cluster => boundClaim(cluster),
      shows: async cluster => (await cluster.read('PersistentVolumeClaim', 'cart-data')).spec?.resources,
    },
  ],
  cordon: [
    {
      fields: ['spec', 'spec.unschedulable', 'metadata.annotations[autocura.io/cordoned-by]'],
      params: { node: 'node-2', cordoned: true },
      onFakeOnly: true,
      arrange: cluster => nodesOf(cluster),
      shows: async cluster => (await cluster.read('Node', 'node-2')).spec?.unschedulable ?? false,
    },
  ],
  drain: [
    {
      fields: ['spec', 'spec.unschedulable', 'metadata.annotations[autocura.io/cordoned-by]'],
      params: { node: 'node-2', drained: true },
      onFakeOnly: true,
      arrange: cluster => nodesOf(cluster),
      shows: async cluster => (await cluster.read('Node', 'node-2')).spec?.unschedulable ?? false,
    },
    {
      fields: ['spec', 'spec.unschedulable', 'metadata.annotations[autocura.io/cordoned-by]', ''],
      params: { node: 'node-1', drained: true },
      onFakeOnly: true,
      writes: 6,
      async arrange(cluster) {
        await nodesOf(cluster);
        await runningDeployment(cluster);
        await cluster.create(statefulSetOf('orders', { replicas: 2 }));
        await rolledOut(cluster, 'StatefulSet', 'orders');
        await cluster.create(budgetOf('orders', { maxUnavailable: 1 }));
      },
      shows: podUids,
    },
  ],
  'rerun-job': [
    {
      fields: [''],
      params: { job: 'import' },
      arrange: failedJob,
      shows: async cluster => (await cluster.list('Job')).map(({ metadata }) => metadata.name),
    },
  ],
  'suspend-cron-job': [
    {
      fields: ['spec.suspend'],
      params: { cronJob: 'report', suspended: true },
      arrange: async cluster => void (await cluster.create(cronJobOf('report'))),
      shows: async cluster => (await cluster.read('CronJob', 'report')).spec?.suspend ?? false,
    },
  ],
  'abort-rollout': [
    {
      fields: ['status.abort'],
      params: { service: 'cart', aborted: true },
      onFakeOnly: true,
      arrange: async cluster => releasedRollout(cluster),
      shows: async cluster => (await cluster.read('Rollout', 'cart')).status?.abort ?? false,
    },
  ],
  'promote-rollout': [
    {
      fields: ['status.pauseConditions'],
      params: { service: 'cart' },
      onFakeOnly: true,
      arrange: async cluster => {
        await releasedRollout(cluster);
        await analysisOf(cluster);
      },
      async shows(cluster) {
        const { pauseConditions, abort } = (await cluster.read('Rollout', 'cart')).status ?? {};
        return { waits: pauseConditions !== undefined, abort: abort ?? false };
      },
      afterwards: { waits: false, abort: true },
    },
  ],
  'sync-application': [
    {
      fields: ['operation.sync.revision', ''],
      params: { application: 'shop' },
      onFakeOnly: true,
      arrange: cluster => driftedApplication(cluster),
      shows: syncOf,
      settle: syncs,
    },
  ],
  'roll-back-application': [
    {
      fields: ['operation.sync.revision'],
      params: { application: 'shop', deployment: 1 },
      onFakeOnly: true,
      arrange: cluster => driftedApplication(cluster),
      shows: syncOf,
      settle: syncs,
    },
  ],
  'suspend-kustomization': [
    {
      fields: ['spec.suspend', 'metadata.annotations[autocura.io/suspended-by]'],
      params: { kustomization: 'shop', suspended: true },
      onFakeOnly: true,
      arrange: async cluster => void (await cluster.create(kustomizationOf('shop'))),
      shows: async cluster => (await cluster.read('Kustomization', 'shop')).spec?.suspend ?? false,
    },
  ],
  'suspend-helm-release': [
    {
      fields: ['spec.suspend', 'metadata.annotations[autocura.io/suspended-by]'],
      params: { helmRelease: 'shop', suspended: true },
      onFakeOnly: true,
      arrange: async cluster => void (await cluster.create(helmReleaseOf('shop'))),
      shows: async cluster => (await cluster.read('HelmRelease', 'shop')).spec?.suspend ?? false,
    },
  ],
};

/** The parameters of an example, of which some are known only once it is arranged. */
export const paramsOf = async ({ params }: Example, cluster: TestCluster) =>
  typeof params === 'function' ? params(cluster) : params;

/** Pods that have run for a while: the clock of the fake is set back, a real cluster is given the time. */
async function aged(cluster: TestCluster, start: () => Promise<unknown>): Promise<void> {
  const { fake } = cluster;
  if (fake) fake.api.now = () => new Date(Date.now() - 3_600_000);
  await start();
  if (fake) fake.api.now = () => new Date();
  const born = async () =>
    (await cluster.list('Pod')).map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? ''));
  await until(async () => Math.max(...(await born())) < Date.now() - 31_000);
}

async function podUids(cluster: TestCluster) {
  return (await cluster.list('Pod')).map(({ metadata }) => metadata.uid).sort();
}

export function examplesOf(id: string): [Example, ...Example[]] {
  const found = examples[id];
  if (!found) throw new Error(`an example of ${id} is missing`);
  return found;
}
