import type { AnyEvent, Attempt, Change, HealthState, Hold, Incident, Outcome, Stored } from '@autocura/common';
import { alertKey, isOnlyPredicted } from '@autocura/common';
import { opensIncident } from '../correlate';
import { stormy, touchOf } from '../facts';
import type { Census, Facts, PastAction } from '../plan';
import type { Stretch } from '../usual';

const dayMs = 24 * 3_600_000;
/** As few as are read of the present. */
const mostRecent = 1000;

/** What guardrails judge by, at a moment of the replayed world: kept up from its events, the recorded and its own. */
export class Ledger {
  private recent: (PastAction & { key: string })[] = [];
  private readonly underWay = new Map<string, { target: string; until: number }>();
  private readonly health = new Map<string, HealthState>();
  private readonly firing = new Set<string>();
  private readonly quiet = new Set<string>();
  private brake: Hold[] = [];
  private changes: Change[] = [];
  private outages: (Stretch & { services: string[] })[] = [];
  private censuses: Census[] = [];
  private began: string[] = [];
  private readonly problems = new Map<string, NonNullable<Facts['problems']>[number]>();
  /** Of services, how many are in each state. */
  private readonly states = new Map<HealthState, number>();

  /** What the record says beside incidents. Gives how many alerts began to fire. */
  take(event: Stored<AnyEvent>): number {
    switch (event.type) {
      case 'service.health-changed':
        this.turned(event.data.service, event.data.to);
        this.censuses.push({ at: event.at, ...this.count() });
        return 0;
      case 'brake.pulled':
        this.brake = [{ by: event.actor, reason: event.data.reason, since: event.at }];
        return 0;
      case 'brake.released':
        this.brake = [];
        return 0;
      case 'change.recorded': {
        const oldest = Date.parse(event.at) - dayMs;
        this.changes = [...this.changes.filter(({ at }) => Date.parse(at) >= oldest), event.data.change];
        return 0;
      }
      case 'incident.opened':
        this.began.push(event.at);
        return 0;
      case 'incident.problem-raised':
        this.problems.set(problemOf(event.data), event.data);
        return 0;
      case 'problem.acknowledged':
        this.problems.delete(problemOf(event.data));
        return 0;
      case 'alerts.received': {
        const { fired = [], again = [], resolved = [] } = event.data;
        for (const alert of [...fired, ...again].filter(opensIncident)) this.fires(alertKey(alert));
        for (const { key } of resolved) if (this.firing.delete(key)) this.quiet.add(key);
        return fired.length + again.length;
      }
      default:
        return 0;
    }
  }

  begun({ id }: Pick<Incident, 'id'>, { key, step, undo, service, failureMode, intendedAt }: Attempt, until: number) {
    this.recent.push({ key, incidentId: id, ...step, service, failureMode, at: intendedAt, ...(undo && { undo }) });
    this.underWay.set(id, { target: step.target, until });
  }

  came({ id }: Pick<Incident, 'id'>, key: string, outcome: Outcome) {
    const past = this.recent.find(one => one.key === key);
    if (past) past.outcome = outcome;
    this.underWay.delete(id);
  }

  /** Nothing is under way any more, and what became of its alerts need not be known. */
  ended({ id, alerts }: Pick<Incident, 'id' | 'alerts'>) {
    this.underWay.delete(id);
    for (const { key } of alerts) this.quiet.delete(key);
  }

  /** As `World.changes`: of these services, made then or later, the newest first. */
  changesOf(services: string[], since: Date): Change[] {
    return this.changes
      .filter(({ service, at }) => services.includes(service) && Date.parse(at) >= since.getTime())
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  }

  /** It ended as the record says. */
  wasOutage(incident: Incident, endedAt: string) {
    const { startedAt, services, mergedInto } = incident;
    if (mergedInto !== undefined || isOnlyPredicted(incident)) return;
    const until = new Date(endedAt);
    const oldest = until.getTime() - dayMs;
    const lately = this.outages.filter(outage => outage.until.getTime() >= oldest);
    this.outages = [...lately, { services, from: new Date(startedAt), until }];
  }

  /** As `World.outages`. */
  outagesOf(services: string[], since: Date): Stretch[] {
    return this.outages.filter(one => one.until >= since && one.services.some(service => services.includes(service)));
  }

  facts(now: Date, incident: Incident): Omit<Facts, 'policy' | 'replicas' | 'protectedTargets'> {
    const at = now.getTime();
    this.recent = this.recent.filter(past => Date.parse(past.at) >= at - dayMs);
    const underWay = [...this.underWay]
      .filter(([, { until }]) => until > at)
      .map(([incidentId, { target }]) => ({ incidentId, target }));
    const isRecent = (moment: string) => Date.parse(moment) >= at - stormy;
    this.censuses = this.censuses.filter(census => isRecent(census.at));
    this.began = this.began.filter(isRecent);
    return {
      now: now.toISOString(),
      brake: this.brake,
      recent: this.recent,
      underWay,
      services: this.count(),
      censuses: this.censuses.slice(-mostRecent),
      opened: this.began.slice(-mostRecent),
      touched: this.changes.flatMap(touchOf),
      problems: [...this.problems.values()],
      ...(this.isQuiet(incident) && { quiet: true }),
    };
  }

  private count(): Facts['services'] {
    const { size } = this.health;
    return { known: size - (this.states.get('unknown') ?? 0), unhealthy: this.states.get('critical') ?? 0 };
  }

  private isQuiet({ alerts }: Incident) {
    return alerts.some(({ key }) => this.quiet.has(key)) && !alerts.some(({ key }) => this.firing.has(key));
  }

  private fires(key: string) {
    this.firing.add(key);
    this.quiet.delete(key);
  }

  private turned(service: string, to: HealthState) {
    const before = this.health.get(service);
    if (before !== undefined) this.states.set(before, (this.states.get(before) ?? 1) - 1);
    this.health.set(service, to);
    this.states.set(to, (this.states.get(to) ?? 0) + 1);
  }
}

const problemOf = ({ service, failureMode }: { service: string; failureMode: string }) =>
  JSON.stringify([service, failureMode]);
