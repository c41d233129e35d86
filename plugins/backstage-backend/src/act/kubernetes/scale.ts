import { type KubernetesAction, reads, refused, type Right, type Site } from './action';
import { refuseFewerThan } from './disruption';
import { fieldChanges } from './fieldChanges';
import { findWorkload, type Workload } from './findWorkload';
import { autoscaler, understood } from './objects';
import { refuseOwned } from './ownership';
import { autoscalers, budgets, deployments, statefulSets } from './resources';

const scales: Right[] = [deployments, statefulSets].map(resource => ({
  resource,
  subresource: 'scale',
  verbs: ['patch'],
}));

/** By the subresource, so that no right to change anything else is needed. */
export const scale: KubernetesAction<{ service: string; replicas: number }> = {
  id: 'scale',
  rights: [...reads(deployments, statefulSets, autoscalers, budgets), ...scales],
  async prepare({ service, replicas }, site) {
    const workload = await findWorkload(service, site);
    const { resource, namespace, object, title } = workload;
    if (object.spec.replicas === replicas) return undefined;
    const scaledBy = await autoscalerOf(workload, site);
    if (scaledBy) {
      const { metadata, spec } = scaledBy.object;
      const bounds = { service, min: replicas, max: Math.max(replicas, spec.maxReplicas) };
      const instead = { action: 'set-autoscaler', target: service, params: bounds };
      throw refused(
        `spec.replicas of ${title} belongs to HorizontalPodAutoscaler ${metadata.name}`,
        replicas > spec.minReplicas ? instead : undefined,
      );
    }
    refuseOwned(object, ['spec', 'replicas'], title, site);
    if (replicas < object.spec.replicas) await refuseFewerThan(replicas, workload, site);
    const { name, resourceVersion } = object.metadata;
    return {
      write: {
        resource,
        namespace,
        name,
        subresource: 'scale',
        patch: { metadata: { resourceVersion }, spec: { replicas } },
      },
      changes: foretold => fieldChanges(title, object, foretold, ['spec.replicas']),
    };
  },
  async state({ service }, site) {
    const { object } = await findWorkload(service, site);
    return { service, replicas: object.spec.replicas };
  },
};

/** Who scales a workload by itself. */
export async function autoscalerOf({ resource, namespace, object }: Workload, { cluster }: Site) {
  const answers = await cluster.list({ resource: autoscalers, namespace });
  const all = answers.map(answer => ({ answer, object: understood(autoscaler, answer) }));
  return all.find(({ object: { spec } }) => {
    const { kind, name } = spec.scaleTargetRef;
    return kind === resource.kind && name === object.metadata.name;
  });
}
