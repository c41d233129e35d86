import type { Prepared, Site } from './action';
import { rollout } from './argo';
import { fieldChanges } from './fieldChanges';
import { findWorkload, type Workload } from './findWorkload';
import { understood } from './objects';
import { rollouts } from './resources';

export type Release = Workload & { release: ReturnType<typeof rollout.parse> };

/** The Rollout that a service is, with how far its release has got. */
export async function findRelease(service: string, site: Site): Promise<Release> {
  const found = await findWorkload(service, site, [rollouts]);
  return { ...found, release: understood(rollout, found.answer) };
}

/** What its controller goes by, which is kept in the status and so bears no key of ours. */
export function steered({ namespace, object, answer, title }: Release, status: object): Prepared {
  const { name, resourceVersion } = object.metadata;
  const parts = Object.keys(status).map(field => `status.${field}`);
  return {
    write: {
      ...{ resource: rollouts, namespace, name, subresource: 'status' },
      patch: { metadata: { resourceVersion }, status },
    },
    changes: foretold => fieldChanges(title, answer, foretold, parts),
  };
}
