import { type KubernetesAction, patches, reads, refused, type Site } from './action';
import { findOne } from './findOne';
import { claim, storageClass, understood } from './objects';
import { refuseOwned } from './ownership';
import { merged } from './prepared';
import { bytesOf } from './quantity';
import { claims, storageClasses } from './resources';

const gibi = 1024 ** 3;

/** A volume grows where its storage class lets it, and one growth after another. Nothing can make it smaller again. */
export const expandClaim: KubernetesAction<{ claim: string; sizeGiB: number }> = {
  id: 'expand-claim',
  rights: [...reads(claims, storageClasses), ...patches(claims)],
  async prepare({ claim: name, sizeGiB }, site, key) {
    const target = await findOne(claims, claim, name, site);
    const { object, title } = target;
    const { spec, status } = object;
    const asked = bytesOf(spec.resources.requests.storage);
    if (asked === undefined) throw refused(`${title} does not say how much it asks for`);
    if (asked === sizeGiB * gibi) return undefined;
    if (asked > sizeGiB * gibi) throw refused(`${title} has ${asked / gibi} GiB, and only grows`);
    if (status.phase !== 'Bound') throw refused(`${title} is not bound to a volume`);
    if ((bytesOf(status.capacity.storage) ?? 0) < asked) throw refused(`${title} is growing already`);
    refuseOwned(object, ['spec', 'resources'], title, site);
    await refuseFixed(spec.storageClassName, title, site);
    return merged(target, { spec: { resources: { requests: { storage: `${sizeGiB}Gi` } } } }, key);
  },
};

async function refuseFixed(name: string | undefined, title: string, { cluster }: Site): Promise<void> {
  if (name === undefined || name === '') throw refused(`${title} names no storage class`);
  const [found] = await cluster.list({ resource: storageClasses }, { name });
  if (found === undefined || !understood(storageClass, found).allowVolumeExpansion) {
    throw refused(`the storage class ${name} of ${title} does not let volumes grow`);
  }
}
