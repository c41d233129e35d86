import { AuthenticationError } from '@backstage/errors';
import type { CatalogUser } from './catalogUser';
import type { GrafanaUser } from './grafanaToken';
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
}

export interface GrafanaPeople {
  /** Nothing where Grafana's identity is not configured. */
  verify?: (token: string) => Promise<GrafanaUser>;
  catalogUser(email: string): Promise<CatalogUser | undefined>;
  roleInFile(user: GrafanaUser): Promise<PeopleRole | undefined>;
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
  { verify, catalogUser, roleInFile, refused }: GrafanaPeople,
  token: string | undefined,
  through: PeopleRole,
): Promise<GrafanaPerson> {
  try {
    if (!verify) throw new AuthenticationError('Nobody from Grafana may come: autocura.grafana.identity is not set');
    if (!token) throw new AuthenticationError('Grafana does not say who is asking: X-Grafana-Id is missing');
    const user = await verify(token);
    const [known, inFile] = await Promise.all([user.email ? catalogUser(user.email) : undefined, roleInFile(user)]);
    return {
      actor: known?.ref ?? `grafana:${user.subject}`,
      role: inFile ?? known?.role ?? 'viewer',
      claims: known?.claims ?? [],
    };
  } catch (error) {
    if (error instanceof AuthenticationError) refused(error.message, `grafana-${through}`);
    throw error;
  }
}

/** What both the route and the person may. */
export const allowedThrough = (route: PeopleRole, { role }: GrafanaPerson) =>
  permissionsOf[route].filter(name => permissionsOf[role].includes(name));
