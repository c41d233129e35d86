import type { Incident, IncidentEvent } from '@autocura/common';
import { streams } from '@autocura/common';
import { ConflictError, ImpossibleEventError } from './errors';
import type { Store } from './Store';
import { incidentEvents } from './testHistory';

type Type = IncidentEvent['type'];
export const incidentTypes = Object.keys(incidentEvents) as Type[];

const actor = 'autocura';

/** Appends an event of that type as the incident would have it; says whether it could follow. */
export async function happen(store: Store, id: string, type: Type, n: number): Promise<boolean> {
  const incident = await store.incident(id);
  const nobody = { id, alerts: [], attempts: [] } as Pick<Incident, 'id' | 'alerts' | 'attempts'> as Incident;
  const event = incidentEvents[type](incident ?? nobody, n);
  const batch = { stream: streams.incident(id), expected: incident?.version ?? 0, events: [event], actor };
  return store.append([batch]).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ImpossibleEventError || error instanceof ConflictError) return false;
      throw error;
    },
  );
}
