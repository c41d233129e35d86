import { refused, type Site } from './action';
import { understood, workload, type WorkloadObject } from './objects';
import { deployments, type Resource, statefulSets } from './resources';

export interface Workload {
  resource: Resource;
  namespace: string;
  object: WorkloadObject;
  /** The same as it was answered, with all that we do not read. */
  answer: unknown;
  /** As people call it: "Deployment shop/cart". */
  title: string;
}

/** What runs the pods of a service, where nothing else is said. */
const usual = [deployments, statefulSets];

const byLabel = 'app.kubernetes.io/name';

/** Never changed by us, whatever the configuration says. */
const systemNamespaces = ['kube-system', 'kube-public', 'kube-node-lease'];

/**
 * The one workload that a service is: by its label `app.kubernetes.io/name`, else by its own name. Several are as bad
 * as none. What is protected is refused by every name it has.
 */
export async function findWorkload(service: string, site: Site, kinds = usual): Promise<Workload> {
  const labelled = await search(site, kinds, { labels: `${byLabel}=${service}` });
  const found = labelled.length > 0 ? labelled : await search(site, kinds, { name: service });
  const [only, ...more] = found;
  if (!only) {
    const names = kinds.map(({ kind }) => kind).join(' or ');
    throw refused(`no ${names} of ${service} in ${site.namespaces.join(', ')}`);
  }
  if (more.length > 0) throw refused(`${service} is several: ${found.map(({ title }) => title).join(', ')}`);
  refuseProtected([only.namespace, only.object.metadata.name, only.object.metadata.labels[byLabel] ?? ''], site);
  return only;
}

export function refuseProtected(names: string[], { protectedNames }: Pick<Site, 'protectedNames'>): void {
  const closed = [...systemNamespaces, ...protectedNames];
  const found = names.find(name => closed.includes(name.toLowerCase()));
  if (found !== undefined) throw refused(`${found} is protected`);
}

async function search(
  { cluster, namespaces }: Site,
  kinds: Resource[],
  chosen: { labels?: string; name?: string },
): Promise<Workload[]> {
  const places = namespaces.flatMap(namespace => kinds.map(resource => ({ resource, namespace })));
  const found = await Promise.all(
    places.map(async place => (await cluster.list(place, chosen)).map(answer => workloadOf(place, answer))),
  );
  return found.flat();
}

export function workloadOf(place: { resource: Resource; namespace: string }, answer: unknown): Workload {
  const object = understood(workload, answer);
  return { ...place, object, answer, title: `${place.resource.kind} ${place.namespace}/${object.metadata.name}` };
}
