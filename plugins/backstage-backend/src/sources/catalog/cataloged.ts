import type { CatalogedService, Edge } from '@autocura/common';
import { mappingAnnotations, serviceOfEntity } from '@autocura/common';
import type { Entity } from '@backstage/catalog-model';
import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** An entity that stands for a service. */
export interface ServiceEntity extends CatalogedService {
  service: string;
  /** The namespace of the entity. */
  namespace: string;
  tags: string[];
  annotations: Record<string, string>;
}

/** What the catalog says of services. */
export interface Cataloged {
  /** By service, each with every entity that claims to stand for it; the first is told. */
  services: Map<string, [ServiceEntity, ...ServiceEntity[]]>;
  edges: Edge[];
}

export const nothingCataloged: Cataloged = { services: new Map(), edges: [] };

export function catalogedIn(entities: Entity[]): Cataloged {
  const all = new Map(entities.map(entity => [stringifyEntityRef(entity), entity]));
  const standing = entities.filter(({ kind }) => ['component', 'resource'].includes(kind.toLowerCase()));
  return { services: servicesOf(standing, all), edges: edgesOf(standing, all) };
}

type Known = Map<string, Entity>;

function servicesOf(standing: Entity[], all: Known): Cataloged['services'] {
  const services: Cataloged['services'] = new Map();
  const found = standing.map(entity => serviceEntity(entity, all)).sort(byExactness);
  for (const one of found) {
    const others = services.get(one.service);
    if (others) others.push(one);
    else services.set(one.service, [one]);
  }
  return services;
}

/** Whose annotation is the more exact, and by name where both are: the same answer each time. */
function byExactness(a: ServiceEntity, b: ServiceEntity): number {
  const rank = ({ mappedBy }: ServiceEntity) => {
    const index = mappingAnnotations.indexOf(mappedBy);
    return index === -1 ? mappingAnnotations.length : index;
  };
  return rank(a) - rank(b) || (a.entity < b.entity ? -1 : 1);
}

function serviceEntity(entity: Entity, all: Known): ServiceEntity {
  const { annotations = {}, tags = [], namespace = DEFAULT_NAMESPACE } = entity.metadata;
  const system = related(entity, RELATION_PART_OF).find(isOf('system'));
  const domain = system && related(all.get(system), RELATION_PART_OF).find(isOf('domain'));
  return {
    ...serviceOfEntity(entity),
    entity: stringifyEntityRef(entity),
    owners: related(entity, RELATION_OWNED_BY),
    ...(system !== undefined && { system }),
    ...(domain !== undefined && { domain }),
    ...{ namespace, tags, annotations },
  };
}

/** Who depends on whom by their owners' word: what is said outright, and who consumes an API on who provides it. */
function edgesOf(standing: Entity[], all: Known): Edge[] {
  const nameOf = (ref: string) => {
    const entity = all.get(ref);
    return entity ? serviceOfEntity(entity).service : parseEntityRef(ref).name;
  };
  return standing.flatMap(entity => {
    const providers = related(entity, RELATION_CONSUMES_API).flatMap(api =>
      related(all.get(api), RELATION_API_PROVIDED_BY),
    );
    const from = serviceOfEntity(entity).service;
    const to = [...related(entity, RELATION_DEPENDS_ON), ...providers].filter(
      ref => isOf('component')(ref) || isOf('resource')(ref),
    );
    return [...new Set(to.map(nameOf))]
      .filter(name => name !== from)
      .map(name => ({ from, to: name, known: 'catalog' as const }));
  });
}

const related = (entity: Entity | undefined, relation: string) =>
  (entity?.relations ?? []).filter(({ type }) => type === relation).map(({ targetRef }) => targetRef);

const isOf = (kind: string) => (ref: string) => parseEntityRef(ref).kind.toLowerCase() === kind;
