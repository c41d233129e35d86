import { type KubernetesAction, reads, refused } from './action';
import { evicted } from './eviction';
import { findWorkload } from './findWorkload';
import { deployments, pods, statefulSets } from './resources';

/** A slot is a number of a StatefulSet's pods; those of a Deployment have none. */
export const replaceSlot: KubernetesAction<{ service: string; slot: number }> = {
  id: 'replace-slot',
  rights: [...reads(deployments, statefulSets, pods), { resource: pods, subresource: 'eviction', verbs: ['create'] }],
  async prepare({ service, slot }, site) {
    const workload = await findWorkload(service, site);
    if (workload.resource !== statefulSets) throw refused(`the pods of ${workload.title} have no numbers`);
    return evicted(workload, `${workload.object.metadata.name}-${slot}`, site);
  },
};
