import type { Incident } from '@autocura/common';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { covers, coversIncident, type Scope } from '../store/scope';

/** What one may not see is not there. */
export function visible(incident: Incident, reads: Scope): Incident {
  if (!coversIncident(reads, incident)) throw new NotFoundError(`No incident ${incident.id}`);
  return incident;
}

export function visibleService(service: string, reads: Scope): string {
  if (!covers(reads, service)) throw new NotFoundError(`Nothing is known of service ${service}`);
  return service;
}

/** What is about everything is not for who is bound to a tenant. */
export function ofAllTenants(tenant: string | undefined): void {
  if (tenant !== undefined) throw new NotAllowedError('That is for those who are bound to no tenant');
}
