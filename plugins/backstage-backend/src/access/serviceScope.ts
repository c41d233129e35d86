import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogState } from '../sources/catalog/catalogSource';
import type { Scope } from '../store/scope';
import type { ServiceResource } from './serviceResource';

/** Who owned what longer ago than this, in milliseconds, says nothing of today. */
const mostStale = 10 * 60_000;

/**
 * The services for which something holds. @throws ServiceUnavailableError while nobody knows who owns what: nobody is
 * let in then, and nobody is told that they were not meant
 */
export function scopeWhere(state: CatalogState, holds: (resource: ServiceResource) => boolean, now: Date): Scope {
  const { services, readAt, unavailable } = state;
  const age = readAt === undefined ? Infinity : now.getTime() - Date.parse(readAt);
  if (unavailable !== undefined && age > mostStale) {
    throw new ServiceUnavailableError(`Who owns which service is not known: ${unavailable}`);
  }
  const scope: Scope = { allowed: [], denied: [], others: holds({ service: '', entities: [] }) };
  for (const [service, entities] of services) {
    (holds({ service, entities }) ? scope.allowed : scope.denied).push(service);
  }
  return scope;
}
