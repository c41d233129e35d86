import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult, type Permission, type PolicyDecision } from '@backstage/plugin-permission-common';

type Options = { credentials: BackstageCredentials } | object | undefined;

/**
 * Decides as an installation's permission policy would, about users; like Backstage, it lets services do everything.
 * A conditional decision reaches plugins only where they ask for one.
 */
export function fakePolicy(decide: (permission: Permission, user: string) => PolicyDecision) {
  const decideFor = (permission: Permission, options: Options): PolicyDecision => {
    const { principal } = options && 'credentials' in options ? options.credentials : { principal: undefined };
    const user = (principal as { userEntityRef?: string } | undefined)?.userEntityRef;
    return user === undefined ? { result: AuthorizeResult.ALLOW } : decide(permission, user);
  };
  return mockServices.permissions.mock({
    authorize: async (requests, options) =>
      requests.map(({ permission }) => {
        const { result } = decideFor(permission, options);
        if (result === AuthorizeResult.CONDITIONAL) throw new Error(`${permission.name} depends on the service`);
        return { result };
      }),
    authorizeConditional: async (requests, options) => requests.map(({ permission }) => decideFor(permission, options)),
  }).factory;
}
