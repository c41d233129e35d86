import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult, type Permission, type PolicyDecision } from '@backstage/plugin-permission-common';
import { autocuraConditions, createAutocuraConditionalDecision } from '../access/serviceResource';

/** All that `fill` makes up is about services that `user:default/owner` owns. */
export const ownedByOwner: Entity[] = ['service-0', 'service-1', 'service-2', 'service-3', 'service-4'].map(name => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name } },
  relations: [{ type: 'ownedBy', targetRef: 'user:default/owner' }],
}));

/** Who owns a service may read of it, and nobody may anything else. */
export function ownersRead(permission: Permission, user: string): PolicyDecision {
  if (permission.name !== 'autocura.incident.read') return { result: AuthorizeResult.DENY };
  return createAutocuraConditionalDecision(
    permission as Parameters<typeof createAutocuraConditionalDecision>[0],
    autocuraConditions.isOwner({ claims: [user] }),
  );
}
