import { auditKinds, type Stored } from '@autocura/common';
import { type Operation, operations } from '@autocura/common/schemas';
import { InputError, NotAllowedError } from '@backstage/errors';
import { type PermissionName, permissions as known } from '../access/permissions';
import type { SecondFactors } from '../access/secondFactor';
import type { ServiceTokens } from '../access/serviceTokens';
import { present } from '../present';
import type { Store } from '../store';
import { isEverything } from '../store/scope';
import type { Asked, Route } from './route';
import { ofAllTenants } from './visible';

export interface IdentityRoutes {
  serviceTokens: ServiceTokens;
  factors: SecondFactors;
  store: Store;
}

/** Who one is: tokens for machines, and a second factor for people. */
export function identityRoutes(route: Route, { serviceTokens, factors, store }: IdentityRoutes): void {
  route(operations.listTokens, async ({ tenant }) => ({ items: await serviceTokens.list(tenant) }));
  route(operations.makeToken, async ({ body, actor, tenant, may }) => {
    if (tenant !== undefined && body.tenant !== undefined && body.tenant !== tenant)
      throw new NotAllowedError(`Whoever is bound to ${tenant} makes tokens for it alone`);
    const holds = await heldOf(body.permissions, may, tenant !== undefined);
    return serviceTokens.make(present({ ...body, tenant: tenant ?? body.tenant }), actor, holds);
  });
  route(operations.rotateToken, ({ params: { id }, body: { minutes }, actor, tenant }) =>
    serviceTokens.rotate(id, minutes, actor, tenant),
  );
  route(operations.revokeToken, ({ params: { id }, body: { reason }, actor, tenant }) =>
    serviceTokens.revoke(id, actor, present({ tenant, reason })),
  );
  route(operations.readSecondFactor, ({ actor }) => factors.read(actor));
  route(operations.beginSecondFactor, ({ body: { code }, actor }) => factors.begin(actor, code));
  route(operations.confirmSecondFactor, ({ body: { code }, actor }) => factors.confirm(actor, code));
  route(operations.resetSecondFactor, ({ body, actor, tenant }) => {
    ofAllTenants(tenant);
    return factors.reset(body.actor, body.reason, actor);
  });
  route(operations.listAudit, async ({ query: { kind, cursor, limit }, tenant }) => {
    ofAllTenants(tenant);
    const before = cursor === undefined ? undefined : Number(cursor);
    if (before !== undefined && !Number.isSafeInteger(before))
      throw new InputError('cursor: not a cursor of this list');
    const { items, next } = await store.lists.eventsBelow(kind ? [kind] : auditKinds, { before, limit });
    return { items: items.map(withoutHashes), ...(next !== undefined && { next: String(next) }) };
  });
}

/** Of these, what they may do about every service, or every one of their tenant. */
async function heldOf(names: string[], may: Asked<Operation>['may'], ofOneTenant: boolean): Promise<PermissionName[]> {
  const held: PermissionName[] = [];
  for (const name of names.filter((one): one is PermissionName => Object.hasOwn(known, one))) {
    const scope = await may(name);
    if (scope && (ofOneTenant || isEverything(scope))) held.push(name);
  }
  return held;
}

/** Of secrets and recovery codes, which nobody needs to read. */
const withoutHashes = ({ data, ...event }: Stored) => {
  const { hash: _, recovery: __, ...told } = data as Record<string, unknown>;
  return { ...event, data: told };
};
