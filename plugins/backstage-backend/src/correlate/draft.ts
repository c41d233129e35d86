import type { Alert, Incident, IncidentAlert, IncidentEvent } from '@autocura/common';
import { hasEnded, isOnlyPredicted, streams } from '@autocura/common';
import { speakersOf } from './alertingObject';
import type { Decision, PendingAlert } from './decision';
import { severityOf } from './severity';
import { titleOf } from './words';

/** An incident as it will be when what is decided has happened, and the events that make it so. */
export class Draft {
  readonly alerts: Map<string, IncidentAlert>;
  private readonly events: IncidentEvent[] = [];
  private readonly wasEnded: boolean;
  private reopened = false;
  private service: string | undefined;

  /** Without an incident: one that is about to open. */
  constructor(
    readonly id: string,
    readonly incident: Incident | undefined,
    private readonly dueAt: string,
  ) {
    this.alerts = new Map(incident?.alerts.map(alert => [alert.key, alert]));
    this.wasEnded = incident !== undefined && hasEnded(incident);
    this.service = incident?.service;
  }

  /** Closed, and nothing has reopened it yet. */
  get ended() {
    return this.wasEnded && !this.reopened;
  }

  /** Something is being done about it right now. */
  get busy() {
    return ['acting', 'verifying', 'undoing'].includes(this.incident?.phase ?? '');
  }

  /** Nothing is planned yet that a split would pull the ground from under. */
  get maySplit() {
    return this.reopened || ['open', 'diagnosed'].includes(this.incident?.phase ?? '');
  }

  /** What it speaks by. */
  get keys(): string[] {
    const own = [...this.alerts.keys()];
    return own.length > 0 || !this.incident ? own : speakersOf(this.incident).map(({ key }) => key);
  }

  /** A person said that they are two outages. */
  isApartFrom({ id, incident }: Draft) {
    return Boolean(this.incident?.apart?.includes(id) || incident?.apart?.includes(this.id));
  }

  get name() {
    return this.service;
  }

  change({ key, alert }: PendingAlert) {
    const known = this.alerts.get(key);
    if (known === undefined || known.status === alert.status) return;
    const change = { status: alert.status, ...(alert.endsAt !== undefined && { endsAt: alert.endsAt }) };
    this.alerts.set(key, { ...known, ...change });
    this.events.push({ type: 'incident.alert-changed', data: { key, name: known.name, ...change } });
  }

  join(alert: IncidentAlert) {
    this.alerts.set(alert.key, alert);
    if (this.incident === undefined) return;
    // Reopened, it is about this alert's object until a root is found.
    if (this.ended) this.service = alert.service;
    if (this.ended) {
      const title = titleOf(alert.service, [alert]);
      this.events.push({ type: 'incident.reopened', data: { alert, title, dueAt: this.dueAt, why: alert.why } });
    } else this.events.push({ type: 'incident.alert-joined', data: { alert } });
    if (isOnlyPredicted(this.incident) && !this.wasEnded && this.alerts.size === 1) this.begin(alert);
    this.reopened = this.wasEnded;
  }

  /** What was predicted has begun: from now on it is about its alerts. */
  private begin(alert: IncidentAlert) {
    const service = this.service ?? alert.service;
    const why = 'it was predicted, and now it alerts';
    this.events.push({ type: 'incident.rerooted', data: { service, title: titleOf(service, [alert]), why } });
  }

  absorb(loser: Draft, why: string) {
    const alerts = [...loser.alerts.values()].map(alert => ({ ...alert, why: `${alert.why}; then: ${why}` }));
    alerts.forEach(alert => this.alerts.set(alert.key, alert));
    this.events.push({
      type: 'incident.absorbed',
      data: { from: loser.id, alerts, attempts: loser.incident?.attempts ?? [], why },
    });
    loser.events.push({ type: 'incident.merged', data: { into: this.id, why } });
  }

  /** Gives the alerts to an incident of their own. */
  split(part: Draft, alerts: IncidentAlert[], why: string) {
    alerts.forEach(alert => {
      this.alerts.delete(alert.key);
      part.alerts.set(alert.key, { ...alert, why });
    });
    this.events.push({ type: 'incident.split', data: { to: part.id, keys: alerts.map(({ key }) => key), why } });
  }

  root(service: string, why: string) {
    if (this.service === service) return;
    this.service = service;
    if (this.incident === undefined) return;
    const title = titleOf(service, [...this.alerts.values()]);
    this.events.push({ type: 'incident.rerooted', data: { service, title, why } });
  }

  decision(): Decision | undefined {
    const events = this.incident === undefined ? [this.opened()] : this.events;
    if (events.length === 0) return undefined;
    return { stream: streams.incident(this.id), expected: this.incident?.version ?? 0, events };
  }

  private opened(): IncidentEvent {
    const [alerts, service] = [[...this.alerts.values()], this.service ?? ''];
    const severity = alerts.some(({ labels }) => severityOf(labels) === 'critical') ? 'critical' : 'warning';
    const title = titleOf(service, alerts);
    const data = { service, title, severity, began: 'alert', alerts, dueAt: this.dueAt } as const;
    return { type: 'incident.opened', data };
  }
}

/** An alert as an incident remembers it. */
export function remember({ key, alert }: PendingAlert, service: string, why: string): IncidentAlert {
  const { labels, annotations, status, startsAt } = alert;
  return {
    ...{ key, name: nameOf(alert), service, labels, status, startsAt, why },
    ...(annotations.summary !== undefined && { summary: annotations.summary }),
  };
}

const nameOf = ({ labels }: Alert) => labels.alertname || 'An alert without a name';
