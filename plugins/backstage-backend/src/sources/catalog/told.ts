import type { CatalogedService, CatalogMapping, Edge, ServiceCard } from '@autocura/common';
import type { ServiceEntity } from './cataloged';
import type { CatalogState } from './catalogSource';
import { linksOf } from './links';

/** Who depends on whom. @throws Error with the reason while the catalog does not answer */
export function declaredEdges({ edges, unavailable }: CatalogState): Edge[] {
  if (unavailable !== undefined) throw new Error(unavailable);
  return edges;
}

/** Why nothing should be done without a person: what an action touches is not sure. */
export const doubtOf = ({ unavailable }: CatalogState) =>
  unavailable === undefined ? undefined : `who depends on whom is not sure: ${unavailable}`;

/** What a service's card says of the catalog. */
export function wordOf({ services, unavailable }: CatalogState, service: string, grafana?: string) {
  const [entity] = services.get(service) ?? [];
  const links: ServiceCard['links'] = entity ? linksOf(entity.annotations, grafana) : [];
  return { links, ...(entity && { service: toldOf(entity) }), ...(unavailable !== undefined && { unavailable }) };
}

/** Every service of the catalog, by name, with how it was mapped. */
export function mappingOf({ services, readAt, unavailable }: CatalogState): CatalogMapping {
  const items = [...services]
    .map(([service, [first, ...others]]) => ({
      service,
      ...toldOf(first),
      ...(others.length > 0 && { alsoClaimedBy: others.map(({ entity }) => entity) }),
    }))
    .sort((a, b) => (a.service < b.service ? -1 : 1));
  return { items, ...(readAt !== undefined && { readAt }), ...(unavailable !== undefined && { unavailable }) };
}

function toldOf({ entity, mappedBy, owners, system, domain }: ServiceEntity): CatalogedService {
  return {
    ...{ entity, mappedBy, owners },
    ...(system !== undefined && { system }),
    ...(domain !== undefined && { domain }),
  };
}
