import type { Alert, Incident, IncidentAlert, IncidentEvent, Topology } from '@autocura/common';
import { alertKey, hasEnded } from '@autocura/common';
import { correlate } from '../correlate';
import type { CorrelateInput, Decision, PendingAlert } from '../decision';

export const noon = Date.parse('2026-01-31T12:00:00Z');
export const minute = 60_000;
export const settings = { settleMs: 30_000, reopenWithinMs: 30 * minute, mergeWithinMs: 15 * minute };

/** "gateway → cart → catalogue" */
export const topologyOf = (...paths: string[]): Topology => ({
  edges: paths.flatMap(path => {
    const names = path.split(' → ');
    return names.slice(1).map((to, index) => ({ from: names[index]!, to, known: 'traffic' as const }));
  }),
});

let count = 0;

export function alertOf(labels: Record<string, string>, more: Partial<Alert> = {}): Alert {
  const fingerprint = (count++).toString(16).padStart(16, '0');
  const startsAt = new Date(noon).toISOString();
  return { fingerprint, sender: 'alertmanager', status: 'firing', labels, annotations: {}, startsAt, ...more };
}

export const pendingOf = (alert: Alert, more: Partial<PendingAlert> = {}): PendingAlert => ({
  key: alertKey(alert),
  alert,
  ...more,
});

/** Alerts of services, all begun at noon. */
export const firing = (...services: string[]) =>
  services.map(service => pendingOf(alertOf({ alertname: 'ErrorRatio', service, severity: 'critical' })));

/** What is stored, as far as correlation cares. */
export class Stored {
  incidents = new Map<string, Incident>();
  private ids = 0;

  constructor(
    public topology: Topology = { edges: [] },
    public now = new Date(noon),
  ) {}

  get open() {
    return [...this.incidents.values()].filter(incident => !hasEnded(incident));
  }

  decide(pending: PendingAlert[], more: Partial<CorrelateInput> = {}): Decision[] {
    const recentlyClosed = [...this.incidents.values()].filter(hasEnded);
    const { open, topology, now } = this;
    const newId = () => `i${++this.ids}`;
    return correlate({ pending, open, recentlyClosed, topology, now, settings, newId, ...more });
  }

  apply(decisions: Decision[]): IncidentEvent[] {
    return decisions.flatMap(({ stream, expected, events }) => {
      const id = stream.slice('incident/'.length);
      expect(expected).toBe(this.incidents.get(id)?.version ?? 0);
      for (const event of events as IncidentEvent[])
        this.incidents.set(id, fold(id, this.incidents.get(id), event, this.now));
      return events as IncidentEvent[];
    });
  }

  correlate(pending: PendingAlert[]): IncidentEvent[] {
    return this.apply(this.decide(pending));
  }

  set(id: string, change: object) {
    this.incidents.set(id, { ...this.incidents.get(id)!, ...change } as Incident);
  }
}

function fold(id: string, incident: Incident | undefined, event: IncidentEvent, now: Date): Incident {
  const at = now.toISOString();
  if (event.type === 'incident.opened') {
    const { alerts, ...data } = event.data;
    const empty = {
      attempts: [],
      rejected: [],
      feedback: [],
      services: [],
      startedAt: at,
      openedAt: at,
      updatedAt: at,
    };
    return { ...empty, ...data, id, alerts, version: 1, episode: 1, phase: 'open' };
  }
  if (incident === undefined) throw new Error(`${id} was never opened`);
  const next = { ...incident, version: incident.version + 1 };
  const having = (alerts: IncidentAlert[]) => [
    ...new Map([...next.alerts, ...alerts].map(alert => [alert.key, alert])).values(),
  ];
  switch (event.type) {
    case 'incident.alert-joined':
      return { ...next, alerts: having([event.data.alert]) };
    case 'incident.alert-changed':
      return {
        ...next,
        alerts: next.alerts.map(alert => (alert.key === event.data.key ? { ...alert, ...event.data } : alert)),
      };
    case 'incident.reopened': {
      const { alert } = event.data;
      const firing = next.alerts.filter(({ key, status }) => status === 'firing' && key !== alert.key);
      return { ...next, service: alert.service, alerts: [...firing, alert], phase: 'open', episode: next.episode + 1 };
    }
    case 'incident.rerooted':
      return { ...next, service: event.data.service, title: event.data.title };
    case 'incident.absorbed':
      return { ...next, alerts: having(event.data.alerts) };
    case 'incident.merged':
      return { ...next, mergedInto: event.data.into };
    case 'incident.split':
      return { ...next, alerts: next.alerts.filter(({ key }) => !event.data.keys.includes(key)) };
    default:
      throw new Error(`Correlation does not decide ${event.type}`);
  }
}
