import type { Incident, IncidentEvent, Stored } from '@autocura/common';
import { hasEnded } from '@autocura/common';
import { baseOf, dueBy, withAlerts } from './incidentParts';

type Joined = Stored<Extract<IncidentEvent, { type: 'incident.alert-joined' }>>;
type Changed = Stored<Extract<IncidentEvent, { type: 'incident.alert-changed' }>>;

export const isJoined = (event: Stored<IncidentEvent>): event is Joined => event.type === 'incident.alert-joined';
export const isChanged = (event: Stored<IncidentEvent>): event is Changed => event.type === 'incident.alert-changed';

/** The incident after these events, of which there is at least one: in a storm they come by the thousand. */
export function afterJoined(before: Incident, events: Joined[]): Incident {
  const alerts = events.map(({ data }) => data.alert);
  const joined = withAlerts(movedOn(before, events), alerts);
  const thinksAnew = joined.phase === 'escalated' || joined.phase === 'observed';
  return thinksAnew ? { ...baseOf(joined), phase: 'open', dueAt: events[0]!.at } : joined;
}

/** The same for what became of its alerts. */
export function afterChanged(before: Incident, events: Changed[]): Incident {
  const changes = new Map<string, object>();
  for (const { data } of events) {
    const { key, ...change } = data;
    changes.set(key, { ...changes.get(key), ...change });
  }
  const alerts = before.alerts.map(alert => (changes.has(alert.key) ? { ...alert, ...changes.get(alert.key) } : alert));
  const changed = { ...movedOn(before, events), alerts };
  return wakesOnAlerts(before) ? events.reduce((incident, { at }) => dueBy(incident, at), changed) : changed;
}

function movedOn(incident: Incident, events: Stored<IncidentEvent>[]): Incident {
  const { seq, at } = events.at(-1)!;
  return { ...incident, version: seq, updatedAt: at };
}

/** A person or a soak is waited for, or nothing has begun: what the alerts say now matters at once. */
const wakesOnAlerts = (incident: Incident) =>
  !hasEnded(incident) &&
  ['open', 'diagnosed', 'proposed', 'blocked', 'observed', 'verifying', 'escalated'].includes(incident.phase);
