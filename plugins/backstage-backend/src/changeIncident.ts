import type { AnyEvent, Incident } from '@autocura/common';
import { streams } from '@autocura/common';
import { ConflictError as HttpConflictError, NotFoundError } from '@backstage/errors';
import type { Store } from './store';
import { ConflictError } from './store';

export interface ChangeOptions {
  store: Pick<Store, 'incident' | 'append'>;
  /** Something may be due now. */
  wake(): void;
}

/**
 * A person's decision, made on what is true now and written only if that has not changed. Throws NotFoundError, and
 * the HTTP conflict error for an incident that changes all the time.
 */
export async function changeIncident(
  { store, wake }: ChangeOptions,
  id: string,
  actor: string,
  events: (incident: Incident) => AnyEvent[],
): Promise<Incident> {
  for (let tries = 1; ; tries += 1) {
    const incident = await foundIncident(store, id);
    const decided = events(incident);
    if (decided.length === 0) return incident;
    try {
      await store.append([{ stream: streams.incident(id), expected: incident.version, events: decided, actor }]);
      wake();
      return await foundIncident(store, id);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      if (tries === 3) throw new HttpConflictError(`Incident ${id} is changing; try again`, error);
    }
  }
}

export async function foundIncident(store: Pick<Store, 'incident'>, id: string): Promise<Incident> {
  const incident = await store.incident(id);
  if (!incident) throw new NotFoundError(`No incident ${id}`);
  return incident;
}
