import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult, isResourcePermission, type PolicyDecision } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer, type PermissionRuleset } from '@backstage/plugin-permission-node';
import type { Request } from 'express';
import type { CatalogSource } from '../sources/catalog/catalogSource';
import { everything, type Scope } from '../store/scope';
import { type Bearer, type SignIn, tokenOf } from './bearer';
import { allowedThrough, type GrafanaPeople, type GrafanaPerson, personOf, routeOf } from './grafanaPeople';
import type { PermissionName } from './permissions';
import { permissions } from './permissions';
import { type PeopleRole, permissionsOf } from './roles';
import { type ServiceResource, serviceRules } from './serviceResource';
import { scopeWhere } from './serviceScope';
import type { UserTenants } from './userTenants';

/** Somebody who may do what they ask for. */
export interface Allowed {
  /** As events name them: `user:default/ana`, `external:alertmanager`. */
  actor: string;
  /** About which services they may. */
  scope: Scope;
  /** About which services they may know anything. Throws 403 where they may of none. */
  reads(): Promise<Scope>;
  /** About which services they may do something else, if about any. */
  may(permission: PermissionName): Promise<Scope | undefined>;
  /** Whose services alone they may know of, where they are bound to a tenant. */
  tenant?: string;
  /** How they signed in, where their issuer tells it. */
  signIn(): SignIn | undefined;
}

/** Says who asks and refuses what they may not do. */
export interface Access {
  /** Throws 401, 403, or 503 while that depends on who owns what and nobody knows. */
  allow(request: Request, permission: PermissionName): Promise<Allowed>;
  /** The same for those who call within this Backstage, by its registry of actions. */
  allowHere(credentials: BackstageCredentials, permission: PermissionName): Promise<Allowed>;
  /** What they may do, about some services at least. Throws 401. */
  granted(request: Request): Promise<PermissionName[]>;
}

/** Whom Backstage does not know. */
export interface Bearers {
  /** Who brings a token of an issuer or one made here; nothing where it is for Backstage to judge. */
  bearer(request: Request): Promise<Bearer | undefined>;
  /** Somebody was refused. Never waited for, never fails. */
  refused(reason: string, through: string): void;
}

export interface Ownership {
  catalog: CatalogSource;
  rules: PermissionRuleset<ServiceResource>;
  /** What people from Grafana may do about services of their own alone. */
  ownersOnly: PermissionName[];
  /** Of which tenant users of Backstage are, where that binds them. */
  tenantOf?: UserTenants;
  now(): Date;
}

type Credentials = BackstageCredentials<BackstageUserPrincipal | BackstageServicePrincipal>;
interface Caller {
  actor: string;
  /** Whom Backstage's policy decides about. */
  credentials?: Credentials;
  /** Of those who come through Grafana. */
  person?: GrafanaPerson & { through: PeopleRole };
  /** Of those whom Backstage does not know. */
  bearer?: Bearer;
  tenant?: string | undefined;
}

export function backstageAccess(
  httpAuth: HttpAuthService,
  permission: PermissionsService,
  people: GrafanaPeople,
  { catalog, rules, ownersOnly, tenantOf, now }: Ownership,
  bearers?: Bearers | false,
): Access {
  const judge = createConditionAuthorizer(rules);

  /** Who asks is established before what they may, and from the signed token alone. */
  async function callerOf(request: Request): Promise<Caller> {
    const bearer = bearers && (await bearers.bearer(request));
    if (bearer) return { bearer, actor: bearer.actor, tenant: bearer.tenant };
    const credentials = await backstageCredentials(request);
    const { principal } = credentials;
    if (principal.type === 'user') return userCaller(credentials, principal);
    const through = routeOf(principal.subject);
    if (!through) return { credentials, actor: serviceName(principal.subject) };
    const person = await personOf(people, request.header('x-grafana-id'), through);
    return { credentials, actor: person.actor, tenant: person.tenant, person: { ...person, through } };
  }

  async function userCaller(
    credentials: Credentials,
    { userEntityRef: actor }: BackstageUserPrincipal,
  ): Promise<Caller> {
    return { credentials, actor, tenant: await tenantOf?.(actor) };
  }

  async function backstageCredentials(request: Request): Promise<Credentials> {
    try {
      return await httpAuth.credentials(request, { allow: ['user', 'service'] });
    } catch (error) {
      const isRefusal = error instanceof Error && error.name === 'AuthenticationError';
      if (bearers && isRefusal && tokenOf(request) !== undefined)
        bearers.refused('The token is of no issuer that counts here, and Backstage does not know it', 'bearer');
      throw error;
    }
  }

  async function decide(names: PermissionName[], credentials: Credentials): Promise<PolicyDecision[]> {
    return Promise.all(
      names.map(async name => {
        const asked = permissions[name];
        const [decision] = isResourcePermission(asked)
          ? await permission.authorizeConditional([{ permission: asked }], { credentials })
          : await permission.authorize([{ permission: asked }], { credentials });
        return decision ?? { result: AuthorizeResult.DENY };
      }),
    );
  }

  /** Nothing where they may not at all. */
  async function scopeOf(caller: Caller, name: PermissionName): Promise<Scope | undefined> {
    const { credentials, person, bearer, tenant } = caller;
    if (bearer && !bearer.permissions.includes(name)) return undefined;
    const [decision] = credentials ? await decide([name], credentials) : [];
    if (credentials && (!decision || decision.result === AuthorizeResult.DENY)) return undefined;
    const bounds: ((one: ServiceResource) => boolean)[] = [];
    if (tenant !== undefined) bounds.push(one => serviceRules.inTenant.apply(one, { tenant }));
    if (person && ownersOnly.includes(name)) bounds.push(one => serviceRules.isOwner.apply(one, person));
    if (decision?.result === AuthorizeResult.CONDITIONAL) bounds.push(one => judge(decision, one));
    if (bounds.length === 0) return everything;
    return scopeWhere(await catalog(), one => bounds.every(holds => holds(one)), now());
  }

  async function allowed(caller: Caller, name: PermissionName): Promise<Allowed> {
    const { actor, person, tenant } = caller;
    if (person && !allowedThrough(person.through, person).includes(name))
      throw new NotAllowedError(`${name} is not granted to a ${lesser(person)}`);
    const scopeFor = async (wanted: PermissionName) => {
      const scope = await scopeOf(caller, wanted);
      if (!scope) throw new NotAllowedError(`${wanted} is not granted to you`);
      return scope;
    };
    const scope = await scopeFor(name);
    return {
      ...{ actor, scope },
      ...(tenant !== undefined && { tenant }),
      signIn: () => caller.bearer?.signIn,
      reads: async () => (name === 'autocura.incident.read' ? scope : scopeFor('autocura.incident.read')),
      may: async other => (person && !permissionsOf[person.role].includes(other) ? undefined : scopeOf(caller, other)),
    };
  }

  return {
    allow: async (request, name) => allowed(await callerOf(request), name),
    async allowHere(credentials, name) {
      const { principal } = credentials;
      if (!isCaller(principal)) throw new AuthenticationError('Nobody is asking');
      const here = credentials as Credentials;
      if (principal.type === 'user') return allowed(await userCaller(here, principal), name);
      if (routeOf(principal.subject)) throw new NotAllowedError('People from Grafana come over HTTP');
      return allowed({ credentials: here, actor: serviceName(principal.subject) }, name);
    },
    async granted(request) {
      const { credentials, person, bearer } = await callerOf(request);
      if (!credentials) return bearer?.permissions ?? [];
      // Each route of Grafana's proxy has a token of its own; what one may do counts all of them.
      if (person) return permissionsOf[person.role];
      const names = Object.keys(permissions) as PermissionName[];
      const decisions = await decide(names, credentials);
      return names.filter((_, index) => decisions[index]?.result !== AuthorizeResult.DENY);
    },
  };
}

const isCaller = (principal: unknown): principal is BackstageUserPrincipal | BackstageServicePrincipal =>
  ['user', 'service'].includes((principal as { type?: string }).type ?? '');

/** Of the person's role and the route's, the one that grants less. */
const lesser = ({ role, through }: GrafanaPerson & { through: PeopleRole }) =>
  permissionsOf[role].length < permissionsOf[through].length ? role : through;

/** A static token's subject is whatever its configuration says; it must not pass for a person or for the healer. */
const serviceName = (subject: string) => (/^(external|plugin):/.test(subject) ? subject : `external:${subject}`);
