import { everything, type Scope } from '../store/scope';
import type { Ownership } from './access';
import type { PermissionName } from './permissions';
import { serviceRules } from './serviceResource';
import { scopeWhere } from './serviceScope';

export interface ScopeElsewhereOptions extends Pick<Ownership, 'catalog' | 'ownersOnly' | 'now'> {
  /** Whom of the catalog somebody is, and in which groups. */
  claims(actor: string): Promise<string[]>;
}

/** About which services somebody may do something whom Backstage's policy does not reach, such as people in Slack. */
export async function scopeElsewhere(
  { catalog, ownersOnly, now, claims }: ScopeElsewhereOptions,
  actor: string,
  permission: PermissionName,
): Promise<Scope> {
  if (!ownersOnly.includes(permission)) return everything;
  const theirs = await claims(actor);
  return scopeWhere(await catalog(), one => serviceRules.isOwner.apply(one, { claims: theirs }), now());
}
