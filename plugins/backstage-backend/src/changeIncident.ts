import type { AnyEvent, Incident } from '@autocura/common';
import { streams } from '@autocura/common';
import { ConflictError as HttpConflictError, NotFoundError } from '@backstage/errors';
import { type Batch, ConflictError, type Store } from './store';

export interface ChangeOptions {
  store: Pick<Store, 'incident' | 'append'>;
  /** Something may be due now. */
  wake(): void;
}

/**
 * A person's decision, made on what is true now and written only if that has not changed, in one with what goes `beside`
 * it. Throws NotFoundError, and
 * the HTTP conflict error for an incident that changes all the time.
 */
export async function changeIncident(
  { store, wake }: ChangeOptions,
  id: string,
  actor: string,
  events: (incident: Incident) => AnyEvent[],
  beside: (incident: Incident, decided: AnyEvent[]) => Promise<Batch[]> = async () => [],
): Promise<Incident> {
  for (let tries = 1; ; tries += 1) {
    const incident = await foundIncident(store, id);
    const decided = events(incident);
    if (decided.length === 0) return incident;
    const others = await beside(incident, decided);
    try {
      const decision = { stream: streams.incident(id), expected: incident.version, events: decided, actor };
      await store.append([...others, decision]);
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
