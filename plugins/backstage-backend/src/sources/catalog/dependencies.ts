import type { AuthService } from '@backstage/backend-plugin-api';
import type { Edge } from '@autocura/common';
import type { Entity } from '@backstage/catalog-model';
import { parseEntityRef, RELATION_DEPENDS_ON, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Which service's metrics and alerts an entity stands for, where its name does not say. */
export const serviceAnnotation = 'autocura.io/service';

/** What services depend on by their owners' word in the catalog. */
export async function declaredDependencies(catalog: CatalogService, auth: AuthService): Promise<Edge[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntities(
    {
      filter: { kind: ['Component', 'Resource'] },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations', 'relations'],
    },
    { credentials },
  );
  return edgesOf(items);
}

export function edgesOf(entities: Entity[]): Edge[] {
  const names = new Map(entities.map(entity => [stringifyEntityRef(entity), serviceOf(entity)]));
  return entities.flatMap(entity =>
    (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_DEPENDS_ON)
      .map(({ targetRef }) => ({
        from: serviceOf(entity),
        to: names.get(targetRef) ?? parseEntityRef(targetRef).name,
        known: 'catalog' as const,
      })),
  );
}

const serviceOf = ({ metadata }: Entity) => metadata.annotations?.[serviceAnnotation] ?? metadata.name;
