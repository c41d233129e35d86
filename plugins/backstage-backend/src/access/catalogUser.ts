import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { type PeopleRole, peopleRoles } from './roles';

/** Says what a User of the catalog may do when they come from Grafana. */
export const roleAnnotation = 'autocura.io/role';

export interface CatalogUser {
  ref: string;
  role?: PeopleRole;
}

/** The one User of the catalog with this e-mail. When several have it nobody is meant. */
export async function catalogUser(
  catalog: CatalogService,
  auth: AuthService,
  email: string,
): Promise<CatalogUser | undefined> {
  const { items } = await catalog.getEntities(
    {
      filter: { kind: 'User', 'spec.profile.email': email },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'],
      limit: 2,
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const [user, another] = items;
  if (!user || another) return undefined;
  const said = user.metadata.annotations?.[roleAnnotation];
  const role = peopleRoles.find(one => one === said);
  return { ref: stringifyEntityRef(user), ...(role && { role }) };
}
