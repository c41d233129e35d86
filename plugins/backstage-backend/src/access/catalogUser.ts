import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { RELATION_MEMBER_OF, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { type PeopleRole, peopleRoles } from './roles';
import { tenantAnnotation } from './serviceResource';

/** Says what a User of the catalog may do when they come from Grafana. */
export const roleAnnotation = 'autocura.io/role';

export interface CatalogUser {
  ref: string;
  role?: PeopleRole;
  /** The user, and the groups they are a member of. */
  claims: string[];
  /** Whose services alone they may know of. */
  tenant?: string;
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
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations', 'relations'],
      limit: 2,
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const [user, another] = items;
  if (!user || another) return undefined;
  const said = user.metadata.annotations?.[roleAnnotation];
  const role = peopleRoles.find(one => one === said);
  return { ...knownOf(user), ...(role && { role }) };
}

/** The user with this reference, their groups and tenant; themselves alone where the catalog does not know them. */
export async function userOf(catalog: CatalogService, auth: AuthService, ref: string): Promise<CatalogUser> {
  const user = await catalog.getEntityByRef(ref, { credentials: await auth.getOwnServiceCredentials() });
  return user ? knownOf(user) : { ref, claims: [ref] };
}

function knownOf(user: Entity): CatalogUser {
  const tenant = user.metadata.annotations?.[tenantAnnotation];
  return { ref: stringifyEntityRef(user), claims: claimsIn(user), ...(tenant !== undefined && { tenant }) };
}

const claimsIn = (user: Entity) => [
  stringifyEntityRef(user),
  ...(user.relations ?? []).filter(({ type }) => type === RELATION_MEMBER_OF).map(({ targetRef }) => targetRef),
];
