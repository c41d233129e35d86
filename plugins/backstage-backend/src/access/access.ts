import type { HttpAuthService, PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import type { PermissionName } from './permissions';
import { permissions } from './permissions';

/** Says who asks and refuses what they may not do. */
export interface Access {
  /** The actor, as events name it: `user:default/ana`, `external:alertmanager`. Throws 401 or 403. */
  allow(request: Request, permission: PermissionName): Promise<string>;
  /** What they may do. Throws 401. */
  granted(request: Request): Promise<PermissionName[]>;
}

export function backstageAccess(httpAuth: HttpAuthService, permission: PermissionsService): Access {
  return {
    async allow(request, name) {
      const credentials = await httpAuth.credentials(request, { allow: ['user', 'service'] });
      const [decision] = await permission.authorize([{ permission: permissions[name] }], { credentials });
      if (decision?.result !== AuthorizeResult.ALLOW) throw new NotAllowedError(`${name} is not granted to you`);
      const { principal } = credentials;
      return principal.type === 'user' ? principal.userEntityRef : serviceName(principal.subject);
    },
    async granted(request) {
      const credentials = await httpAuth.credentials(request, { allow: ['user', 'service'] });
      const names = Object.keys(permissions) as PermissionName[];
      const asked = names.map(name => ({ permission: permissions[name] }));
      const decisions = await permission.authorize(asked, { credentials });
      return names.filter((_, index) => decisions[index]?.result === AuthorizeResult.ALLOW);
    },
  };
}

/** A static token's subject is whatever its configuration says; it must not pass for a person or for the healer. */
const serviceName = (subject: string) => (/^(external|plugin):/.test(subject) ? subject : `external:${subject}`);
