import { type KubernetesAction, patches, reads, refused, type Site } from './action';
import { findOne } from './findOne';
import { node, understood } from './objects';
import { merged } from './prepared';
import { nodes } from './resources';

/** On a node that we cordoned, with the key of that act. What others cordoned is theirs to uncordon. */
const ours = 'autocura.io/cordoned-by';
const controlPlane = 'node-role.kubernetes.io/control-plane';

/** More nodes than this share are never closed to new pods, whoever closed the others. */
const mostCordoned = 0.2;

export const cordon: KubernetesAction<{ node: string; cordoned: boolean }> = {
  id: 'cordon',
  rights: [...reads(nodes), ...patches(nodes)],
  async prepare({ node: name, cordoned }, site, key) {
    const target = await findOne(nodes, node, name, site);
    const { metadata, spec } = target.object;
    if (spec.unschedulable === cordoned) return undefined;
    if (!cordoned && !(ours in metadata.annotations)) throw refused(`${target.title} was cordoned by somebody else`);
    if (controlPlane in metadata.labels) throw refused(`${target.title} is of the control plane`);
    if (cordoned) await refuseTooMany(site);
    const annotations = { [ours]: cordoned ? key : null };
    return merged(target, { metadata: { annotations }, spec: { unschedulable: cordoned } }, key);
  },
  async state({ node: name }, site) {
    const { spec } = (await findOne(nodes, node, name, site)).object;
    return { node: name, cordoned: spec.unschedulable };
  },
};

async function refuseTooMany({ cluster }: Site): Promise<void> {
  const all = (await cluster.list({ resource: nodes })).map(answer => understood(node, answer));
  const cordoned = all.filter(({ spec }) => spec.unschedulable).length;
  if (cordoned + 1 > Math.max(1, Math.floor(all.length * mostCordoned)) || all.length < 2) {
    throw refused(`${cordoned} of ${all.length} nodes are cordoned already`);
  }
}
