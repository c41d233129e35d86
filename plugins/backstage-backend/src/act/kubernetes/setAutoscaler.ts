import { type KubernetesAction, patches, reads, refused, type Site } from './action';
import { findWorkload } from './findWorkload';
import { conditionOf } from './objects';
import { refuseOwned } from './ownership';
import { merged } from './prepared';
import { autoscalers, deployments, statefulSets } from './resources';
import { autoscalerOf } from './scale';

/** Between how many and how many replicas the HorizontalPodAutoscaler of a service may choose. */
export const setAutoscaler: KubernetesAction<{ service: string; min: number; max: number }> = {
  id: 'set-autoscaler',
  rights: [...reads(deployments, statefulSets, autoscalers), ...patches(autoscalers)],
  async prepare({ service, min, max }, site, key) {
    const target = await find(service, site);
    const { object, title } = target;
    if (object.spec.minReplicas === min && object.spec.maxReplicas === max) return undefined;
    refuseOwned(object, ['spec', 'minReplicas'], title, site);
    refuseOwned(object, ['spec', 'maxReplicas'], title, site);
    if (conditionOf(object.status.conditions, 'ScalingActive') === 'False') {
      throw refused(`${title} does not scale: its bounds are not what holds it`);
    }
    return merged(target, { spec: { minReplicas: min, maxReplicas: max } }, key);
  },
  async state({ service }, site) {
    const { spec } = (await find(service, site)).object;
    return { service, min: spec.minReplicas, max: spec.maxReplicas };
  },
};

async function find(service: string, site: Site) {
  const workload = await findWorkload(service, site);
  const found = await autoscalerOf(workload, site);
  if (!found) throw refused(`nothing scales ${workload.title} by itself`);
  const { namespace } = workload;
  const title = `HorizontalPodAutoscaler ${namespace}/${found.object.metadata.name}`;
  return { ...found, resource: autoscalers, namespace, title };
}
