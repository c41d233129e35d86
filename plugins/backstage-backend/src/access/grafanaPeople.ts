import { AuthenticationError } from '@backstage/errors';
import type { CatalogUser } from './catalogUser';
import type { GrafanaUser } from './grafanaToken';
import type { InFile } from './roleFile';
import { type PeopleRole, permissionsOf } from './roles';

/** Tokens of these subjects are the app's in Grafana, one for each route of its proxy. */
const subject = /^(?:external:)?grafana-(viewer|responder|approver)$/;

/** A person of Grafana, as the loop knows them. */
export interface GrafanaPerson {
  /** `user:default/ana` where the catalog knows them, else `grafana:user:7`. */
  actor: string;
  role: PeopleRole;
  /** Whom of the catalog they are, and in which groups: what they own is owned by one of these. */
  claims: string[];
  /** Whose services alone they may know of. */
  tenant?: string;
}

export interface GrafanaPeople {
  /** Nothing where Grafana's identity is not configured. */
  verify?: (token: string) => Promise<GrafanaUser>;
  catalogUser(email: string): Promise<CatalogUser | undefined>;
  inFile(user: GrafanaUser): Promise<InFile>;
  /** Of everybody of whom neither file nor catalog says another; `required`: who is of none is refused. */
  tenants: { everybody?: string | undefined; required: boolean };
  /** Somebody was refused. Never waited for, never fails. */
  refused(reason: string, through: string): void;
}

/** The route of Grafana's proxy that a service token is for. */
export function routeOf(tokenSubject: string): PeopleRole | undefined {
  const [, route] = subject.exec(tokenSubject) ?? [];
  return route as PeopleRole | undefined;
}

/** Who is asking through a route of Grafana's proxy, and as what. @throws AuthenticationError */
export async function personOf(
  { verify, catalogUser, inFile, tenants, refused }: GrafanaPeople,
  token: string | undefined,
  through: PeopleRole,
): Promise<GrafanaPerson> {
  try {
    if (!verify) throw new AuthenticationError('Nobody from Grafana may come: autocura.grafana.identity is not set');
    if (!token) throw new AuthenticationError('Grafana does not say who is asking: X-Grafana-Id is missing');
    const user = await verify(token);
    const [known, said] = await Promise.all([user.email ? catalogUser(user.email) : undefined, inFile(user)]);
    if (said.tenants.length > 1) throw new AuthenticationError('The file of roles names you in more than one tenant');
    const tenant = said.tenants[0] ?? known?.tenant ?? tenants.everybody;
    if (tenant === undefined && tenants.required)
      throw new AuthenticationError('Neither the file of roles nor the catalog says of which tenant you are');
    return {
      actor: known?.ref ?? `grafana:${user.subject}`,
      role: said.role ?? known?.role ?? 'viewer',
      claims: known?.claims ?? [],
      ...(tenant !== undefined && { tenant }),
    };
  } catch (error) {
    if (error instanceof AuthenticationError) refused(error.message, `grafana-${through}`);
    throw error;
  }
}

/** What both the route and the person may. */
export const allowedThrough = (route: PeopleRole, { role }: GrafanaPerson) =>
  permissionsOf[route].filter(name => permissionsOf[role].includes(name));
