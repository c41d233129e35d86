import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { AppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { AnalysisRun } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/AnalysisRun';
import { Rollout } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/Rollout';
import { Kustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1/Kustomization';
import { ControllerRevision } from 'kubernetes-models/apps/v1/ControllerRevision';
import { DaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { ReplicaSet } from 'kubernetes-models/apps/v1/ReplicaSet';
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { StorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Node } from 'kubernetes-models/v1/Node';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Pod } from 'kubernetes-models/v1/Pod';
import { Secret } from 'kubernetes-models/v1/Secret';
import type { Json } from './objects';

/** A kind of object that the fake serves. */
export interface Kind {
  group: string;
  version: string;
  plural: string;
  kind: string;
  short?: string;
  namespaced: boolean;
  subresources: ('scale' | 'status' | 'eviction')[];
  /** Throws what is wrong with an object by the public OpenAPI schema; absent where none is to be had. */
  validate?(object: Json): void;
}

type Model = new (data: never) => { validate(): void };

const of = (group: string, version: string, plural: string, Schema: Model, more: Partial<Kind> = {}): Kind => ({
  ...{ group, version, plural, kind: Schema.name, namespaced: true, subresources: ['status'] },
  ...more,
  validate: object => new Schema(object as never).validate(),
});

const custom = (group: string, version: string, plural: string, kind: string, more: Partial<Kind> = {}): Kind => ({
  ...{ group, version, plural, kind, namespaced: true, subresources: [] },
  ...more,
});

export const kinds: Kind[] = [
  of('', 'v1', 'namespaces', Namespace, { short: 'ns', namespaced: false }),
  of('', 'v1', 'nodes', Node, { short: 'no', namespaced: false }),
  of('', 'v1', 'pods', Pod, { short: 'po', subresources: ['status', 'eviction'] }),
  of('', 'v1', 'persistentvolumeclaims', PersistentVolumeClaim, { short: 'pvc' }),
  of('', 'v1', 'configmaps', ConfigMap, { short: 'cm', subresources: [] }),
  of('', 'v1', 'secrets', Secret, { subresources: [] }),
  of('apps', 'v1', 'deployments', Deployment, { short: 'deploy', subresources: ['scale', 'status'] }),
  of('apps', 'v1', 'statefulsets', StatefulSet, { short: 'sts', subresources: ['scale', 'status'] }),
  of('apps', 'v1', 'replicasets', ReplicaSet, { short: 'rs', subresources: ['scale', 'status'] }),
  of('apps', 'v1', 'daemonsets', DaemonSet, { short: 'ds' }),
  of('apps', 'v1', 'controllerrevisions', ControllerRevision, { subresources: [] }),
  of('autoscaling', 'v2', 'horizontalpodautoscalers', HorizontalPodAutoscaler, { short: 'hpa' }),
  of('batch', 'v1', 'jobs', Job),
  of('batch', 'v1', 'cronjobs', CronJob, { short: 'cj' }),
  of('storage.k8s.io', 'v1', 'storageclasses', StorageClass, { short: 'sc', namespaced: false, subresources: [] }),
  of('policy', 'v1', 'poddisruptionbudgets', PodDisruptionBudget, { short: 'pdb' }),
  of('argoproj.io', 'v1alpha1', 'rollouts', Rollout, { subresources: ['scale', 'status'] }),
  of('argoproj.io', 'v1alpha1', 'analysisruns', AnalysisRun, { subresources: [] }),
  of('argoproj.io', 'v1alpha1', 'applications', Application, { subresources: [] }),
  of('argoproj.io', 'v1alpha1', 'appprojects', AppProject, { subresources: [] }),
  of('kustomize.toolkit.fluxcd.io', 'v1', 'kustomizations', Kustomization),
  custom('helm.toolkit.fluxcd.io', 'v2', 'helmreleases', 'HelmRelease', { subresources: ['status'] }),
];

export const groupVersionOf = ({ group, version }: Pick<Kind, 'group' | 'version'>) =>
  group === '' ? version : `${group}/${version}`;

export function kindOf(apiVersion: string, kind: string): Kind {
  const found = kinds.find(known => groupVersionOf(known) === apiVersion && known.kind === kind);
  if (!found) throw new Error(`the fake serves no ${apiVersion} ${kind}`);
  return found;
}
