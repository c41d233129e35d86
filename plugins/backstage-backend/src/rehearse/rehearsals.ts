import type { Step } from '@autocura/common';
import { type Json, label, type Named, type Stage } from './stage';

/** How an action is rehearsed: with which objects, by which step, and what shows that it was done. */
export interface Rehearsal {
  action: string;
  /** Brings the situation about in which it is right. */
  arrange(stage: Stage): Promise<void>;
  step(stage: Stage): Promise<Step> | Step;
  /** What it changes, as it is now. */
  shows(stage: Stage): Promise<unknown>;
  /** What is there has come to rest. */
  settled?(stage: Stage): Promise<void>;
}

/** Why an action is not rehearsed in a namespace. */
export const notRehearsed: Record<string, string> = {
  cordon: 'it changes a node, and nodes are in no namespace',
  drain: 'it changes a node, and nodes are in no namespace',
  'expand-claim': 'a volume that has grown cannot be given back',
  'abort-rollout': 'Argo Rollouts would have to bring in a release',
  'promote-rollout': 'Argo Rollouts would have to bring in a release',
  'sync-application': 'Argo CD would have to have a repository to sync from',
  'roll-back-application': 'Argo CD would have to have deployed from a repository',
};

const name = 'rehearsal';
const deployment: Named = { apiVersion: 'apps/v1', kind: 'Deployment', name };
const statefulSet: Named = { apiVersion: 'apps/v1', kind: 'StatefulSet', name };
const [oldImage, newImage] = ['registry.k8s.io/pause:3.9', 'registry.k8s.io/pause:3.10'];
const few = { memory: '16Mi', cpu: '20m' };

const template = (image = oldImage, more: Json = {}) => ({
  metadata: { labels: { app: name, [label]: 'yes' } },
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [{ name: 'main', image, resources: { limits: few, requests: few } }],
    ...more,
  },
});

const workload = ({ apiVersion, kind }: Named): Json => ({
  ...{ apiVersion, kind, metadata: { name, labels: { 'app.kubernetes.io/name': name } } },
  spec: {
    ...{ replicas: 2, selector: { matchLabels: { app: name } }, template: template() },
    ...(kind === 'StatefulSet' && { serviceName: name }),
  },
});

const rolledOut = (stage: Stage, what: Named) =>
  stage.until(`${what.kind} ${what.name} to be rolled out`, async () => {
    const { metadata, spec, status = {} } = await stage.read(what);
    const counts = [status.updatedReplicas, status.readyReplicas, status.replicas];
    return status.observedGeneration === metadata.generation && counts.every(count => count === spec?.replicas);
  });

async function running(stage: Stage, what: Named): Promise<void> {
  await stage.create(workload(what));
  await rolledOut(stage, what);
}

/** Pods younger than half a minute are not evicted. */
async function aged(stage: Stage, what: Named): Promise<void> {
  await running(stage, what);
  await stage.until('its pods to be half a minute old', async () => {
    const born = (await stage.list('v1', 'Pod')).map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? ''));
    return Math.max(...born) < Date.now() - 31_000;
  });
}

const templateOf = async (stage: Stage) => (await stage.read(deployment)).spec?.template;
const podsOf = async (stage: Stage) => (await stage.list('v1', 'Pod')).map(({ metadata }) => metadata.uid).sort();
const settledDeployment = async (stage: Stage) => void (await rolledOut(stage, deployment));
const settledStatefulSet = async (stage: Stage) => void (await rolledOut(stage, statefulSet));
const onService = (action: string, params: Step['params'] = {}): Step => ({
  ...{ action, target: name },
  params: { service: name, ...params },
});

const onDeployment = (action: string, params: Step['params'], shows: Rehearsal['shows']): Rehearsal => ({
  action,
  arrange: stage => running(stage, deployment),
  step: () => onService(action, params),
  shows,
  settled: settledDeployment,
});

const resourcesOf = async (stage: Stage) => {
  const { spec } = (await templateOf(stage)) as { spec: { containers: { resources: unknown }[] } };
  return spec.containers[0]?.resources;
};

const suspending = (action: string, what: Named, spec: Json, param: string): Rehearsal => ({
  action,
  arrange: stage => stage.create({ apiVersion: what.apiVersion, kind: what.kind, metadata: { name }, spec }),
  step: () => ({ action, target: name, params: { [param]: name, suspended: true } }),
  shows: async stage => (await stage.read(what)).spec?.suspend ?? false,
});

export const rehearsals: Rehearsal[] = [
  onDeployment('restart', {}, templateOf),
  {
    action: 'roll-back',
    async arrange(stage) {
      await running(stage, deployment);
      await stage.patch(deployment, { spec: { template: template(newImage) } });
      await rolledOut(stage, deployment);
    },
    step: () => onService('roll-back', { version: 'revision:1' }),
    shows: templateOf,
    settled: settledDeployment,
  },
  onDeployment('scale', { replicas: 3 }, async stage => (await stage.read(deployment)).spec?.replicas),
  {
    action: 'evict-pod',
    arrange: stage => aged(stage, deployment),
    async step(stage) {
      const [pod] = await stage.list('v1', 'Pod');
      return onService('evict-pod', { pod: pod?.metadata.name ?? '' });
    },
    shows: podsOf,
    settled: settledDeployment,
  },
  {
    action: 'replace-slot',
    arrange: stage => aged(stage, statefulSet),
    step: () => onService('replace-slot', { slot: 1 }),
    shows: podsOf,
    settled: settledStatefulSet,
  },
  {
    action: 'set-autoscaler',
    async arrange(stage) {
      await running(stage, deployment);
      const scaleTargetRef = { apiVersion: deployment.apiVersion, kind: deployment.kind, name };
      await stage.create({
        ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name } },
        spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 3 },
      });
    },
    step: () => onService('set-autoscaler', { min: 2, max: 4 }),
    async shows(stage) {
      const { spec } = await stage.read({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name });
      return [spec?.minReplicas, spec?.maxReplicas];
    },
  },
  onDeployment('set-memory', { container: 'main', memoryMiB: 24 }, resourcesOf),
  onDeployment('set-cpu', { container: 'main', cpuMilli: 30 }, resourcesOf),
  {
    action: 'rerun-job',
    async arrange(stage) {
      await stage.create({
        ...{ apiVersion: 'batch/v1', kind: 'Job' },
        metadata: { name, annotations: { 'autocura.io/idempotent': 'true' } },
        // It never gets as far as to start, and has failed at once.
        spec: { activeDeadlineSeconds: 1, template: template('registry.k8s.io/nothing:0', { restartPolicy: 'Never' }) },
      });
      await stage.until('its Job to fail', async () => {
        const { status } = await stage.read({ apiVersion: 'batch/v1', kind: 'Job', name });
        return (status?.conditions as { type: string }[] | undefined)?.some(({ type }) => type === 'Failed');
      });
    },
    step: () => ({ action: 'rerun-job', target: name, params: { job: name } }),
    shows: async stage => (await stage.list('batch/v1', 'Job')).map(({ metadata }) => metadata.name).sort(),
  },
  suspending(
    'suspend-cron-job',
    { apiVersion: 'batch/v1', kind: 'CronJob', name },
    // The thirty-first of February: it never comes.
    {
      schedule: '0 0 31 2 *',
      jobTemplate: { spec: { template: template(oldImage, { restartPolicy: 'Never' }) } },
    },
    'cronJob',
  ),
  suspending(
    'suspend-kustomization',
    { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', name },
    { interval: '1h', prune: false, path: './', sourceRef: { kind: 'GitRepository', name } },
    'kustomization',
  ),
  suspending(
    'suspend-helm-release',
    { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', name },
    { interval: '1h', chart: { spec: { chart: name, sourceRef: { kind: 'HelmRepository', name } } } },
    'helmRelease',
  ),
];
