import { type KubernetesAction, patches, type Prepared, reads, refused, type Site } from './action';
import { findOne } from './findOne';
import { type NodeObject, node, understood } from './objects';
import { merged, type Target } from './prepared';
import { nodes } from './resources';

/** On a node that we cordoned, with the key of that act. What others cordoned is theirs to uncordon. */
const ours = 'autocura.io/cordoned-by';
const controlPlane = 'node-role.kubernetes.io/control-plane';

/** More nodes than this share are never closed to new pods, whoever closed the others. */
const mostCordoned = 0.2;

export type NodeTarget = Target & { object: NodeObject };

export const cordon: KubernetesAction<{ node: string; cordoned: boolean }> = {
  id: 'cordon',
  rights: [...reads(nodes), ...patches(nodes)],
  async prepare({ node: name, cordoned }, site, key) {
    const target = await findNode(name, site);
    if (target.object.spec.unschedulable === cordoned) return undefined;
    return cordoned ? cordoning(target, site, key) : uncordoning(target, key);
  },
  async state({ node: name }, site) {
    return { node: name, cordoned: (await findNode(name, site)).object.spec.unschedulable };
  },
};

export const findNode = (name: string, site: Site): Promise<NodeTarget> => findOne(nodes, node, name, site);

export const isOurs = ({ object }: NodeTarget) => ours in object.metadata.annotations;

/** Throws for a node that may not be closed to new pods. */
export async function cordoning(target: NodeTarget, site: Site, key: string): Promise<Prepared> {
  refuseControlPlane(target);
  await refuseTooMany(site);
  return merged(target, { metadata: { annotations: { [ours]: key } }, spec: { unschedulable: true } }, key);
}

export function uncordoning(target: NodeTarget, key: string): Prepared {
  if (!isOurs(target)) throw refused(`${target.title} was cordoned by somebody else`);
  refuseControlPlane(target);
  return merged(target, { metadata: { annotations: { [ours]: null } }, spec: { unschedulable: false } }, key);
}

function refuseControlPlane({ object, title }: NodeTarget): void {
  if (controlPlane in object.metadata.labels) throw refused(`${title} is of the control plane`);
}

async function refuseTooMany({ cluster }: Site): Promise<void> {
  const all = (await cluster.list({ resource: nodes })).map(answer => understood(node, answer));
  const cordoned = all.filter(({ spec }) => spec.unschedulable).length;
  if (cordoned + 1 > Math.max(1, Math.floor(all.length * mostCordoned)) || all.length < 2) {
    throw refused(`${cordoned} of ${all.length} nodes are cordoned already`);
  }
}
