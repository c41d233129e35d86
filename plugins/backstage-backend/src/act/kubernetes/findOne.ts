import type { z } from 'zod';
import { refused, type Site } from './action';
import { refuseProtected } from './findWorkload';
import { type AnyObject, understood } from './objects';
import type { Resource } from './resources';

/** The one object of a name in our namespaces, or in the cluster where it has none. Several are as bad as none. */
export async function findOne<T extends AnyObject>(
  resource: Resource,
  shape: z.ZodType<T>,
  name: string,
  site: Site,
): Promise<{ resource: Resource; namespace?: string; object: T; answer: unknown; title: string }> {
  const places = resource.namespaced ? site.namespaces.map(namespace => ({ resource, namespace })) : [{ resource }];
  const answers = await Promise.all(
    places.map(async place => (await site.cluster.list(place, { name })).map(answer => ({ ...place, answer }))),
  );
  const [only, ...more] = answers.flat();
  if (!only) throw refused(`there is no ${resource.kind} ${name}`);
  if (more.length > 0) throw refused(`${resource.kind} ${name} is several`);
  const object = understood(shape, only.answer);
  const { namespace } = object.metadata;
  refuseProtected([name, namespace ?? ''], site);
  return { ...only, object, title: [resource.kind, [namespace, name].filter(Boolean).join('/')].join(' ') };
}
