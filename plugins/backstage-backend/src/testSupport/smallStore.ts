import type { Alert, Incident, IncidentEvent, Stored } from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import type { Facts } from '../plan';
import { ConflictError, evolve, LeaseLostError } from '../store';

export interface Lease {
  incidentId: string;
  worker: number;
  fence: number;
}

/** What a variant of the store forgets. */
export interface Forgetful {
  /** An intent is thought to be written, and is not. */
  intents?: boolean;
  /** A write does not look whether something else was written since. */
  versions?: boolean;
  /** Nobody hears that another incident is acting on the same target. */
  others?: boolean;
}

const busy = ['acting', 'verifying', 'undoing'];

/** Incidents and leases in memory. The meaning of events is the real one; what it promises is what the real store does. */
export class SmallStore {
  readonly incidents = new Map<string, Incident>();
  readonly leases = new Map<string, Lease>();
  private readonly fences = new Map<string, number>();
  private begun = 0;

  constructor(
    private readonly now: () => number,
    private readonly forgetful: Forgetful,
    /** Hears of each event before it is written, with the incident as it is then. */
    private readonly hears: (incident: Incident, event: IncidentEvent) => void,
  ) {}

  open(id: string, alert: Alert) {
    const { labels, startsAt } = alert;
    const key = alertKey(alert);
    const joining = { key, name: 'TargetDown', service: 'cart', labels, status: 'firing' as const, startsAt };
    const alerts = [{ ...joining, why: 'it fires' }];
    const opened: IncidentEvent = {
      type: 'incident.opened',
      data: { service: 'cart', title: 'cart is down', severity: 'critical', began: 'alert', dueAt: startsAt, alerts },
    };
    this.incidents.set(id, evolve(undefined, this.stored(id, 1, opened)));
  }

  incident(id: string): Incident {
    const incident = this.incidents.get(id);
    if (!incident) throw new Error(`no incident ${id}`);
    return incident;
  }

  claim(incidentId: string, worker: number): Lease {
    const fence = (this.fences.get(incidentId) ?? 0) + 1;
    const lease = { incidentId, worker, fence };
    this.fences.set(incidentId, fence);
    this.leases.set(incidentId, lease);
    return lease;
  }

  release(lease: Lease) {
    if (this.leases.get(lease.incidentId) === lease) this.leases.delete(lease.incidentId);
  }

  holds(lease: Lease) {
    if (this.leases.get(lease.incidentId) !== lease) throw new LeaseLostError(`${lease.worker} holds it no more`);
  }

  facts(): Pick<Facts, 'underWay' | 'begun'> {
    if (this.forgetful.others) return { underWay: [] };
    return { underWay: this.underWay(), begun: { since: '', count: this.begun } };
  }

  underWay() {
    return [...this.incidents.values()].flatMap(one =>
      busy.includes(one.phase) && 'attempt' in one ? [{ incidentId: one.id, target: one.attempt.step.target }] : [],
    );
  }

  record(lease: Lease, incident: Incident, events: IncidentEvent[], facts?: Facts): Incident {
    this.holds(lease);
    const intends = events.some(({ type }) => type === 'incident.acting');
    if (intends && this.forgetful.intents) return this.incident(incident.id);
    if (intends && facts?.begun && facts.begun.count !== this.begun) throw new ConflictError('another act began');
    return this.append(incident.id, incident.version, events);
  }

  recordFact(lease: Lease, { id }: Incident, events: IncidentEvent[]): Incident {
    this.holds(lease);
    return this.append(id, this.incident(id).version, events);
  }

  append(id: string, expected: number, events: IncidentEvent[]): Incident {
    if (expected !== this.incident(id).version && !this.forgetful.versions)
      throw new ConflictError('something else was written');
    for (const event of events) {
      const incident = this.incident(id);
      this.hears(incident, event);
      if (event.type === 'incident.acting') this.begun += 1;
      this.incidents.set(id, evolve(incident, this.stored(id, incident.version + 1, event)));
    }
    return this.incident(id);
  }

  private stored(id: string, seq: number, event: IncidentEvent): Stored<IncidentEvent> {
    return { ...event, stream: streams.incident(id), seq, at: new Date(this.now()).toISOString(), actor: 'autocura' };
  }
}
