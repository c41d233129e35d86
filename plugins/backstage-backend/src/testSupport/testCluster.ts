import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApiException,
  CustomObjectsApi,
  KubeConfig,
  type KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { at, type FakeKubernetes, fakeKubernetes, type Json, type Thing, type User } from './fakeKubernetes';

/** Where a test may create and change what it likes: the fake, or a namespace of a real cluster. */
export interface TestCluster {
  namespace: string;
  /** Path of a kubeconfig that may do everything. */
  kubeconfig: string;
  config: KubeConfig;
  /** Absent on a real cluster. */
  fake?: FakeKubernetes;
  create(thing: Json, options?: Options): Promise<Thing>;
  read(kind: KindName, name: string): Promise<Thing>;
  list(kind: KindName): Promise<Thing[]>;
  patch(kind: KindName, name: string, patch: object, options?: Options): Promise<Thing>;
  delete(kind: KindName, name: string): Promise<unknown>;
  /** A kubeconfig for somebody with these rights alone. Of the fake only. */
  kubeconfigOf(user: User): Promise<string>;
  close(): Promise<void>;
}

export interface Options {
  manager?: string;
  dryRun?: boolean;
  strategy?: PatchStrategy;
}

const apiVersions = {
  ConfigMap: 'v1',
  Pod: 'v1',
  Node: 'v1',
  PersistentVolumeClaim: 'v1',
  StorageClass: 'storage.k8s.io/v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  ControllerRevision: 'apps/v1',
  PodDisruptionBudget: 'policy/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  Rollout: 'argoproj.io/v1alpha1',
  AnalysisRun: 'argoproj.io/v1alpha1',
  Application: 'argoproj.io/v1alpha1',
  AppProject: 'argoproj.io/v1alpha1',
  Kustomization: 'kustomize.toolkit.fluxcd.io/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
};
const clusterWide = ['Node', 'StorageClass'];
export type KindName = keyof typeof apiVersions;

const real = process.env.AUTOCURA_TEST_KUBECONFIG;

/** What a real cluster cannot be told to do is tried on the fake alone. */
export const onFakeOnly = real === undefined ? test : test.skip;

export async function testCluster(getsReady?: (pod: Json) => boolean): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'kubernetes-'));
  const fake = real === undefined ? await fakeKubernetes({ ...(getsReady && { getsReady }) }) : undefined;
  const namespace = fake ? 'shop' : `autocura-test-${randomBytes(4).toString('hex')}`;
  const save = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  const kubeconfig = fake ? await save('admin', fake.kubeconfig()) : (real as string);
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const api = KubernetesObjectApi.makeApiClient(config);
  if (!fake) await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });

  /** The general client takes no JSON patch. */
  const operate = async (kind: KindName, name: string, body: object[], fieldManager: string) => {
    const [group = '', version = ''] = apiVersions[kind].split('/');
    const place = { group, version, namespace, plural: `${kind.toLowerCase()}s`, name };
    const how = setHeaderOptions('Content-Type', PatchStrategy.JsonPatch);
    const objects = config.makeApiClient(CustomObjectsApi);
    return plain(await objects.patchNamespacedCustomObject({ ...place, body, fieldManager }, how));
  };
  const homeOf = (kind: unknown) => (clusterWide.includes(String(kind)) ? {} : { namespace });
  const header = (kind: KindName, name: string) => ({
    apiVersion: apiVersions[kind],
    kind,
    metadata: { name, ...homeOf(kind) },
  });
  return {
    ...{ namespace, kubeconfig, config },
    ...(fake && { fake }),
    async create(thing, { manager = 'kubectl-client-side-apply', dryRun } = {}) {
      const body = {
        ...thing,
        metadata: { ...homeOf(thing.kind), ...(thing.metadata as Json) },
      } as unknown as KubernetesObject;
      return plain(await api.create(body, undefined, dryRun ? 'All' : undefined, manager));
    },
    read: async (kind, name) => plain(await api.read(header(kind, name))),
    async list(kind) {
      const { items } = await api.list(apiVersions[kind], kind, namespace);
      return items.map(item => ({ ...plain(item), apiVersion: apiVersions[kind], kind }));
    },
    async patch(kind, name, patch, { manager = 'kubectl-patch', dryRun, strategy = PatchStrategy.MergePatch } = {}) {
      const dry = dryRun ? 'All' : undefined;
      if (Array.isArray(patch)) return operate(kind, name, patch, manager);
      const metadata = { ...header(kind, name).metadata, ...(patch as Partial<Thing>).metadata };
      const body = { ...header(kind, name), ...patch, metadata } as unknown as KubernetesObject;
      return plain(await api.patch(body, undefined, dry, manager, undefined, strategy));
    },
    delete: (kind, name) => api.delete(header(kind, name)),
    kubeconfigOf: async user => save(user.name, (fake as FakeKubernetes).kubeconfig(user)),
    async close() {
      if (fake) await fake.close();
      else await api.delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      await rm(folder, { recursive: true });
    },
  };
}

/** The client makes dates of some texts; what goes over the wire has none. */
const plain = (answer: unknown) => JSON.parse(JSON.stringify(answer)) as Thing;

/** Waits for a condition, a minute at most. */
export async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('it did not come about within a minute');
    await sleep(20);
  }
}

/** The code and reason that a request was refused with. */
export async function refusal(asked: Promise<unknown>): Promise<{ code: number; reason: string; causes: string[] }> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiException)) throw new Error('it was not refused', { cause: error });
  const body = (typeof error.body === 'string' ? JSON.parse(error.body) : error.body) as Json | undefined;
  const causes = (at(body, 'details', 'causes') ?? []) as { reason: string }[];
  return { code: error.code, reason: String(body?.reason), causes: causes.map(({ reason }) => reason) };
}

const image = (version: string) => `registry.k8s.io/pause:${version}`;

/** Versions that exist as images, so that a real cluster can run them. */
export const [oldVersion, newVersion] = ['3.9', '3.10'];

export const template = (name: string, version: string, more: Json = {}) => ({
  metadata: { labels: { app: name } },
  spec: { containers: [{ name: 'main', image: image(version), ...more }] },
});

export const deploymentOf = (name: string, { replicas = 3, version = oldVersion, ...spec }: Json = {}): Json => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, labels: { 'app.kubernetes.io/name': name } },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: template(name, String(version)), ...spec },
});

export const statefulSetOf = (name: string, { replicas = 3, version = oldVersion, ...spec }: Json = {}): Json => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, labels: { 'app.kubernetes.io/name': name } },
  spec: {
    ...{ replicas, serviceName: name, selector: { matchLabels: { app: name } } },
    ...{ template: template(name, String(version)), ...spec },
  },
});

export const budgetOf = (name: string, spec: Json): Json => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name },
  spec: { selector: { matchLabels: { app: name } }, ...spec },
});

export const autoscalerOf = (name: string, spec: Json = {}): Json => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: `${name}-hpa` },
  spec: {
    ...{ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, minReplicas: 2, maxReplicas: 5 },
    ...spec,
  },
});

/** Its pods are all there, up to date and ready. */
export async function rolledOut(
  cluster: TestCluster,
  kind: 'Deployment' | 'StatefulSet',
  name: string,
): Promise<Thing> {
  return until(async () => {
    const thing = await cluster.read(kind, name);
    const { observedGeneration, updatedReplicas, readyReplicas, replicas } = (thing.status ?? {}) as Json;
    const wanted = thing.spec?.replicas;
    const whole = [updatedReplicas, readyReplicas, replicas].every(count => count === wanted);
    return whole && observedGeneration === thing.metadata.generation && thing;
  });
}
