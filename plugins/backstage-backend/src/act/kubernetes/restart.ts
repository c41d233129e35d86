import { type KubernetesAction, patches, reads, refused } from './action';
import { leftWhileReplacing, refuseFewerThan } from './disruption';
import { findWorkload } from './findWorkload';
import { refuseOwned } from './ownership';
import { isDone, merged } from './prepared';
import { budgets, deployments, statefulSets } from './resources';
import { refuseUnrollable, underWay } from './rollout';

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** As `kubectl rollout restart` does: a mark in the template, and the controller replaces pod after pod. */
export const restart: KubernetesAction<{ service: string }> = {
  id: 'restart',
  rights: [...reads(deployments, statefulSets, budgets), ...patches(deployments, statefulSets)],
  async prepare({ service }, site, key) {
    const workload = await findWorkload(service, site);
    if (isDone(workload, key)) return undefined;
    const { object, title } = workload;
    refuseUnrollable(workload);
    refuseOwned(object, ['spec', 'template', 'metadata', 'annotations', restartedAt], title, site);
    const unfinished = underWay(workload);
    if (unfinished !== undefined) throw refused(`a rollout of ${title} is under way: ${unfinished}`);
    await refuseFewerThan(leftWhileReplacing(workload), workload, site);
    const annotations = { [restartedAt]: site.now().toISOString() };
    return merged(workload, { spec: { template: { metadata: { annotations } } } }, key);
  },
};
