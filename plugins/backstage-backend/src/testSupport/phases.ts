import type { Incident, IncidentEvent, Phase, Stored } from '@autocura/common';
import { streams } from '@autocura/common';
import type { Store } from '../store';
import { evolve } from '../store';
import { incidentEvents, storedAs } from '../store/testHistory';

type Type = IncidentEvent['type'];

const diagnosed: Type[] = ['incident.opened', 'incident.diagnosed'];
const acting: Type[] = [...diagnosed, 'incident.planned', 'incident.acting'];
const acted: Type[] = [...acting, 'incident.acted'];

/** A short way into each phase. */
export const waysInto: Record<Phase, Type[]> = {
  open: ['incident.opened'],
  diagnosed,
  proposed: [...diagnosed, 'incident.proposed'],
  planned: [...diagnosed, 'incident.planned'],
  blocked: [...diagnosed, 'incident.blocked'],
  acting,
  verifying: acted,
  undoing: [...acted, 'incident.undoing'],
  resolved: [...diagnosed, 'incident.resolved'],
  escalated: [...diagnosed, 'incident.escalated'],
  expired: [...diagnosed, 'incident.expired'],
  observed: [...diagnosed, 'incident.observed'],
};

/** The same, after one action that did not heal. */
export const afterAnAttempt = (phase: Phase): Type[] => {
  const [, ...rest] = waysInto[phase];
  return [...acted, 'incident.verified', ...(phase === 'open' ? (['incident.rerooted'] as const) : rest)];
};

/** An incident to which this has happened. `n` makes one differ from the next. */
export function incidentAfter(types: Type[], id = 'i1', n = 1): Incident {
  let incident: Incident | undefined;
  for (const [index, type] of types.entries()) {
    const event = incidentEvents[type](incident ?? nothing(id), n);
    incident = evolve(incident, storedAs(streams.incident(id), index + 1, event) as Stored<IncidentEvent>);
  }
  return incident ?? nothing(id);
}

/** The same in a store, one event of which may be another than the usual. */
export async function bringAbout(store: Store, id: string, types: Type[], n: number, instead: IncidentEvent[] = []) {
  for (const type of types) {
    const incident = await store.incident(id);
    const usual = incidentEvents[type](incident ?? nothing(id), n);
    const event = instead.find(one => one.type === type) ?? onItsOwn(id, usual);
    const batch = {
      stream: streams.incident(id),
      expected: incident?.version ?? 0,
      events: [event],
      actor: 'autocura',
    };
    await store.append([batch]);
  }
}

/** On a target no other incident touches: two cannot act on one at the same time. */
function onItsOwn(id: string, event: IncidentEvent): IncidentEvent {
  if (event.type !== 'incident.acting') return event;
  const { attempt } = event.data;
  return { ...event, data: { attempt: { ...attempt, step: { ...attempt.step, target: `target of ${id}` } } } };
}

const nothing = (id: string) => ({ id, alerts: [], attempts: [] }) as Partial<Incident> as Incident;
