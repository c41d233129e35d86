import type { Step } from '@autocura/common';
import { type KubernetesAction, patches, reads, refused, type Site } from './action';
import { findOne } from './findOne';
import { suspendable } from './objects';
import { refuseOwned } from './ownership';
import { merged } from './prepared';
import type { Resource } from './resources';

/** On what we suspended, with the key of that act. What others suspended is theirs to resume. */
const ours = 'autocura.io/suspended-by';

/** Flux leaves alone what comes from there, or looks after it again. */
export function suspendAtFlux<P extends Step['params'] & { suspended: boolean }>(
  id: string,
  resource: Resource,
  nameOf: (params: P) => string,
): KubernetesAction<P> {
  const find = (params: P, site: Site) =>
    findOne(resource, suspendable, nameOf(params), { ...site, namespaces: site.ownerNamespaces });
  return {
    id,
    rights: [...reads(resource), ...patches(resource)],
    async prepare(params, site, key) {
      const { suspended } = params;
      const target = await find(params, site);
      const { object, title } = target;
      if (object.spec.suspend === suspended) return undefined;
      if (!suspended && !(ours in object.metadata.annotations))
        throw refused(`${title} was suspended by somebody else`);
      refuseOwned(object, ['spec', 'suspend'], title, site);
      return merged(
        target,
        { metadata: { annotations: { [ours]: suspended ? key : null } }, spec: { suspend: suspended } },
        key,
      );
    },
    async state(params, site) {
      return { ...params, suspended: (await find(params, site)).object.spec.suspend };
    },
  };
}
