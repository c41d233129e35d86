import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { allowedThrough, type GrafanaPeople, type GrafanaPerson, personOf, routeOf } from './grafanaPeople';
import type { PermissionName } from './permissions';
import { permissions } from './permissions';
import { type PeopleRole, permissionsOf } from './roles';

/** Says who asks and refuses what they may not do. */
export interface Access {
  /** The actor, as events name it: `user:default/ana`, `external:alertmanager`. Throws 401 or 403. */
  allow(request: Request, permission: PermissionName): Promise<string>;
  /** What they may do. Throws 401. */
  granted(request: Request): Promise<PermissionName[]>;
}

type Credentials = BackstageCredentials<BackstageUserPrincipal | BackstageServicePrincipal>;
interface Caller {
  credentials: Credentials;
  actor: string;
  /** Of those who come through Grafana. */
  person?: GrafanaPerson & { through: PeopleRole };
}

export function backstageAccess(
  httpAuth: HttpAuthService,
  permission: PermissionsService,
  people: GrafanaPeople,
): Access {
  /** Who asks is established before what they may, and from the signed token alone. */
  async function callerOf(request: Request): Promise<Caller> {
    const credentials = await httpAuth.credentials(request, { allow: ['user', 'service'] });
    const { principal } = credentials;
    if (principal.type === 'user') return { credentials, actor: principal.userEntityRef };
    const through = routeOf(principal.subject);
    if (!through) return { credentials, actor: serviceName(principal.subject) };
    const person = await personOf(people, request.header('x-grafana-id'), through);
    return { credentials, actor: person.actor, person: { ...person, through } };
  }

  return {
    async allow(request, name) {
      const { credentials, actor, person } = await callerOf(request);
      if (person && !allowedThrough(person.through, person).includes(name))
        throw new NotAllowedError(`${name} is not granted to a ${lesser(person)}`);
      const [decision] = await permission.authorize([{ permission: permissions[name] }], { credentials });
      if (decision?.result !== AuthorizeResult.ALLOW) throw new NotAllowedError(`${name} is not granted to you`);
      return actor;
    },
    async granted(request) {
      const { credentials, person } = await callerOf(request);
      // Each route of Grafana's proxy has a token of its own; what one may do counts all of them.
      if (person) return permissionsOf[person.role];
      const names = Object.keys(permissions) as PermissionName[];
      const asked = names.map(name => ({ permission: permissions[name] }));
      const decisions = await permission.authorize(asked, { credentials });
      return names.filter((_, index) => decisions[index]?.result === AuthorizeResult.ALLOW);
    },
  };
}

/** Of the person's role and the route's, the one that grants less. */
const lesser = ({ role, through }: GrafanaPerson & { through: PeopleRole }) =>
  permissionsOf[role].length < permissionsOf[through].length ? role : through;

/** A static token's subject is whatever its configuration says; it must not pass for a person or for the healer. */
const serviceName = (subject: string) => (/^(external|plugin):/.test(subject) ? subject : `external:${subject}`);
