/** A kind of object of the Kubernetes API. */
export interface Resource {
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  kind: string;
  namespaced: boolean;
}

const namespaced = (group: string, version: string, plural: string, kind: string): Resource => ({
  ...{ group, version, plural, kind },
  namespaced: true,
});

export const deployments = namespaced('apps', 'v1', 'deployments', 'Deployment');
export const statefulSets = namespaced('apps', 'v1', 'statefulsets', 'StatefulSet');
export const replicaSets = namespaced('apps', 'v1', 'replicasets', 'ReplicaSet');
export const controllerRevisions = namespaced('apps', 'v1', 'controllerrevisions', 'ControllerRevision');
export const pods = namespaced('', 'v1', 'pods', 'Pod');
export const budgets = namespaced('policy', 'v1', 'poddisruptionbudgets', 'PodDisruptionBudget');
export const autoscalers = namespaced('autoscaling', 'v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler');
export const jobs = namespaced('batch', 'v1', 'jobs', 'Job');
export const cronJobs = namespaced('batch', 'v1', 'cronjobs', 'CronJob');
export const claims = namespaced('', 'v1', 'persistentvolumeclaims', 'PersistentVolumeClaim');
export const storageClasses: Resource = {
  ...namespaced('storage.k8s.io', 'v1', 'storageclasses', 'StorageClass'),
  namespaced: false,
};
export const rollouts = namespaced('argoproj.io', 'v1alpha1', 'rollouts', 'Rollout');
export const analysisRuns = namespaced('argoproj.io', 'v1alpha1', 'analysisruns', 'AnalysisRun');
export const applications = namespaced('argoproj.io', 'v1alpha1', 'applications', 'Application');
export const projects = namespaced('argoproj.io', 'v1alpha1', 'appprojects', 'AppProject');
export const kustomizations = namespaced('kustomize.toolkit.fluxcd.io', 'v1', 'kustomizations', 'Kustomization');
export const helmReleases = namespaced('helm.toolkit.fluxcd.io', 'v2', 'helmreleases', 'HelmRelease');
export const nodes: Resource = { ...namespaced('', 'v1', 'nodes', 'Node'), namespaced: false };
