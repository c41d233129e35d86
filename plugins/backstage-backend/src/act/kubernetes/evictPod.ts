import { type KubernetesAction, reads } from './action';
import { evicted } from './eviction';
import { findWorkload } from './findWorkload';
import { deployments, pods, replicaSets, statefulSets } from './resources';

export const evictPod: KubernetesAction<{ service: string; pod: string }> = {
  id: 'evict-pod',
  rights: [
    ...reads(deployments, statefulSets, replicaSets, pods),
    { resource: pods, subresource: 'eviction', verbs: ['create'] },
  ],
  prepare: async ({ service, pod }, site) => evicted(await findWorkload(service, site), pod, site),
};
