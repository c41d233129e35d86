import { everything, type Scope } from '../store/scope';
import type { Ownership } from './access';
import type { CatalogUser } from './catalogUser';
import type { PermissionName } from './permissions';
import { type ServiceResource, serviceRules } from './serviceResource';
import { scopeWhere } from './serviceScope';

export interface ScopeElsewhereOptions extends Pick<Ownership, 'catalog' | 'ownersOnly' | 'now'> {
  /** Whom of the catalog somebody is. */
  user(actor: string): Promise<CatalogUser>;
}

/** About which services somebody may do something whom Backstage's policy does not reach, such as people in Slack. */
export async function scopeElsewhere(
  { catalog, ownersOnly, now, user }: ScopeElsewhereOptions,
  actor: string,
  permission: PermissionName,
): Promise<Scope> {
  const { claims, tenant } = await user(actor);
  const bounds: ((one: ServiceResource) => boolean)[] = [];
  if (tenant !== undefined) bounds.push(one => serviceRules.inTenant.apply(one, { tenant }));
  if (ownersOnly.includes(permission)) bounds.push(one => serviceRules.isOwner.apply(one, { claims }));
  if (bounds.length === 0) return everything;
  return scopeWhere(await catalog(), one => bounds.every(holds => holds(one)), now());
}
