import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type DefinitivePolicyDecision,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

type Options = { credentials: BackstageCredentials } | object | undefined;

/**
 * Decides as an installation's permission policy would, about users; like Backstage, it lets services do everything.
 * A conditional decision reaches plugins only where they ask for one; where they ask about one resource, `apply` is
 * asked, as Backstage asks the plugin that knows it.
 */
export function fakePolicy(
  decide: (permission: Permission, user: string) => PolicyDecision,
  apply?: (decision: ConditionalPolicyDecision, resourceRef: string) => Promise<DefinitivePolicyDecision>,
) {
  const decideFor = (permission: Permission, options: Options): PolicyDecision => {
    const { principal } = options && 'credentials' in options ? options.credentials : { principal: undefined };
    const user = (principal as { userEntityRef?: string } | undefined)?.userEntityRef;
    return user === undefined ? { result: AuthorizeResult.ALLOW } : decide(permission, user);
  };
  return mockServices.permissions.mock({
    authorize: async (requests, options) =>
      Promise.all(
        requests.map(async ({ permission, resourceRef }) => {
          const decision = decideFor(permission, options);
          if (decision.result !== AuthorizeResult.CONDITIONAL) return decision;
          if (!apply || resourceRef === undefined) throw new Error(`${permission.name} depends on the service`);
          return apply(decision, resourceRef);
        }),
      ),
    authorizeConditional: async (requests, options) => requests.map(({ permission }) => decideFor(permission, options)),
  }).factory;
}
