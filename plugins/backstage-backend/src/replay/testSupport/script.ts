import type {
  Alert,
  AnyEvent,
  Evidence,
  Hypothesis,
  Incident,
  IncidentAlert,
  IncidentEvent,
  Outcome,
  PersonAct,
  Plan,
  SignalName,
  Step,
  Stored,
} from '@autocura/common';
import { alertKey, missing, signalNames, signals, streams } from '@autocura/common';
import { createHash } from 'node:crypto';
import { attemptKey, digestOf } from '../../plan';
import { type Batch, evolve, type Store } from '../../store';

/** Values as they were measured; what is usual is zero unless told. */
export type Measured = Partial<Record<SignalName, number | { value: number; normal: number }>>;

/** What is found of an outage. */
export interface Found {
  failureMode: string;
  /** Where; the service that alerts unless told. */
  service?: string;
  remedies: Step[];
  support?: number;
  standing?: Hypothesis['standing'];
  measured?: Measured;
  /** With as much evidence as a diagnosis keeps: courses of what is cited, and what could not be measured. */
  everything?: boolean;
}

export const restart = (service: string): Step => ({ action: 'restart', target: service, params: { service } });
export const rollBack = (service: string): Step => ({
  action: 'roll-back',
  target: service,
  params: { service, version: '1' },
});

/** A past that a test writes, event by event, by a clock of its own. */
export class Script {
  readonly events: Stored[] = [];
  private readonly incidents = new Map<string, Incident>();
  private readonly lengths = new Map<string, number>();
  private fingerprints = 0;

  constructor(
    public now: Date,
    /** Of the alerts; scripts for one store have different ones. */
    private readonly writer = 'w',
  ) {}

  pass(minutes: number) {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }

  get at() {
    return this.now.toISOString();
  }

  says(stream: string, event: AnyEvent, actor = 'autocura'): Stored {
    const seq = (this.lengths.get(stream) ?? 0) + 1;
    this.lengths.set(stream, seq);
    const stored = { ...event, stream, seq, at: this.at, actor } as Stored;
    this.events.push(stored);
    return stored;
  }

  of(id: string, event: IncidentEvent, actor?: string) {
    const stored = this.says(streams.incident(id), event, actor) as Stored<IncidentEvent>;
    this.incidents.set(id, evolve(this.incidents.get(id), stored));
  }

  incident(id: string): Incident {
    const incident = this.incidents.get(id);
    if (!incident) throw new Error(`no incident ${id} in this script`);
    return incident;
  }

  /** Alerts about the service come in, and the first opens an incident. */
  fires(id: string, service: string, count = 1) {
    const fired = Array.from({ length: count }, () => this.alert(service));
    this.says(streams.alerts(this.writer), { type: 'alerts.received', data: { fired } }, 'external:alertmanager');
    const [first, ...others] = fired.map(remembered);
    const dueAt = new Date(this.now.getTime() + 30_000).toISOString();
    const data = { service, title: `${service} is down`, severity: 'critical', began: 'alert', dueAt } as const;
    this.of(id, { type: 'incident.opened', data: { ...data, alerts: [first!] } });
    for (const alert of others) this.of(id, { type: 'incident.alert-joined', data: { alert } });
  }

  private alert(service: string): Alert {
    this.fingerprints += 1;
    return {
      fingerprint: createHash('sha256').update(`${this.writer}${this.fingerprints}`).digest('hex').slice(0, 16),
      sender: 'alertmanager',
      status: 'firing',
      labels: { alertname: 'TargetDown', service, severity: 'critical', instance: `10.0.0.${this.fingerprints}` },
      annotations: { summary: `${service} does not answer` },
      startsAt: this.at,
    };
  }

  /** The loop looks into it half a minute later. */
  found(id: string, { failureMode, remedies, support = 4, standing = 'likely', ...more }: Found) {
    this.pass(0.5);
    const { service: sick } = this.incident(id);
    const service = more.service ?? sick;
    const evidence = measuredOf(sick, more.measured ?? { 'requests.errors': 0.5, 'replicas.running': 2 }, this.at);
    if (more.everything) evidence.push(...unmeasured(sick, this.at, evidence));
    if (more.everything && evidence[0]) evidence[0].series = courseUntil(this.now);
    const cited = evidence[0] ? [evidence[0].id] : [];
    const hypothesis: Hypothesis = {
      ...{ id: `${service}/${failureMode}`, service, failureMode, title: failureMode, support, standing, remedies },
      because: [{ says: 'half of its requests fail', evidence: cited }],
    };
    const diagnosis = { at: this.at, looked: [sick], hypotheses: [hypothesis], evidence };
    this.of(id, { type: 'incident.diagnosed', data: { diagnosis } });
  }

  /** Nothing stands out. */
  foundNothing(id: string) {
    this.pass(0.5);
    const diagnosis = { at: this.at, looked: [this.incident(id).service], hypotheses: [], evidence: [] };
    this.of(id, { type: 'incident.diagnosed', data: { diagnosis } });
  }

  plan(id: string, step: Step): Plan {
    const incident = this.incident(id);
    const hypothesis = incident.diagnosis?.hypotheses[0]?.id ?? 'unknown';
    const verdicts = [{ guardrail: 'policy-mode', decision: 'ask' as const, reason: 'recommend only' }];
    const digest = digestOf(step, hypothesis, incident, {}, text => text);
    return { step, says: `${step.action} ${step.target}`, hypothesis, verdicts, digest };
  }

  proposes(id: string, step: Step) {
    const expiresAt = new Date(this.now.getTime() + 15 * 60_000).toISOString();
    this.of(id, { type: 'incident.proposed', data: { plan: this.plan(id, step), expiresAt } });
  }

  /** The loop may only say what it would do. */
  observes(id: string, step: Step) {
    this.of(id, { type: 'incident.observed', data: { plan: this.plan(id, step) } });
  }

  /** A person does something about it, and five minutes later it is measured, where there is an outcome. */
  personDoes(id: string, by: string, what: Pick<PersonAct, 'says' | 'step'>, outcome?: Outcome) {
    const act = { id: `act-${this.incident(id).version + 1}`, at: this.at, by, ...what };
    this.of(id, { type: 'incident.person-acted', data: { act } }, by);
    if (!outcome) return;
    this.pass(5);
    const measured = { id: act.id, outcome, because: [], after: [], verifiedAt: this.at };
    this.of(id, { type: 'incident.person-verified', data: measured });
  }

  /** The loop does it, and five minutes later it is measured. */
  does(id: string, step: Step, outcome: Outcome, by?: string) {
    const incident = this.incident(id);
    if (incident.phase !== 'planned') this.of(id, { type: 'incident.planned', data: { plan: this.plan(id, step) } });
    const number = incident.attempts.length + 1;
    const key = attemptKey(incident, step, number);
    const hypothesis = incident.diagnosis?.hypotheses[0];
    const { id: cause = 'unknown', failureMode = 'unknown', service = incident.service } = hypothesis ?? {};
    const about = { key, number, step, hypothesis: cause, failureMode, service, intendedAt: this.at, before: [] };
    this.of(id, { type: 'incident.acting', data: { attempt: { ...about, ...(by !== undefined && { by }) } } });
    this.of(id, { type: 'incident.acted', data: { key, actedAt: this.at, dueAt: this.at } });
    this.pass(5);
    this.of(id, {
      type: 'incident.verified',
      data: { key, outcome, because: [], after: [], verifiedAt: this.at },
    });
  }

  /** Its alerts go quiet, and it ends. */
  ends(id: string, how: 'healed' | 'by itself' | 'by a person' = 'by itself') {
    const firing = this.incident(id).alerts.filter(({ status }) => status === 'firing');
    const resolved = firing.map(({ key }) => ({ key, endsAt: this.at }));
    this.says(streams.alerts(this.writer), { type: 'alerts.received', data: { resolved } }, 'external:alertmanager');
    for (const { key } of firing)
      this.of(id, { type: 'incident.alert-changed', data: { key, status: 'resolved', endsAt: this.at } });
    this.of(id, { type: 'incident.resolved', data: { how, why: 'it measures well' } });
  }

  turns(service: string, to: 'critical' | 'ok') {
    const data = { service, from: 'unknown' as const, to, reasons: [] };
    this.says(streams.service(service), { type: 'service.health-changed', data });
  }

  /** The same in a real store, whose clock must be `clock`, in the order of time; what is of one moment together. */
  async into(store: Store, clock: { now: Date }) {
    const written = new Map<string, number>();
    const batchOf = ({ stream, seq: _, at: _at, actor, ...event }: Stored): Batch => {
      const expected = written.get(stream) ?? 0;
      written.set(stream, expected + 1);
      return { stream, expected, actor, events: [event as AnyEvent] };
    };
    const inOrder = [...this.events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    for (let from = 0, to = 0; from < inOrder.length; from = to) {
      const { at } = inOrder[from]!;
      while (to < inOrder.length && inOrder[to]!.at === at) to += 1;
      clock.now = new Date(at);
      await store.append(inOrder.slice(from, to).map(batchOf));
    }
  }
}

function remembered(alert: Alert): IncidentAlert {
  const { labels, status, startsAt } = alert;
  const service = labels.service ?? '';
  return {
    key: alertKey(alert),
    name: 'TargetDown',
    service,
    labels,
    status,
    startsAt,
    why: 'its label service says so',
  };
}

function measuredOf(service: string, values: Measured, at: string): Evidence[] {
  return Object.entries(values).map(([name, given], index): Evidence => {
    const signal = name as SignalName;
    const { value, normal } = typeof given === 'number' ? { value: given, normal: 0 } : given;
    return {
      ...{
        id: `e${index}@${at}`,
        question: { service, signal, normal: true },
        source: 'prometheus',
        family: 'scripted',
      },
      ...{ query: signal, unit: signals[signal].unit, measurement: { state: 'measured', value, at, normal } },
    };
  });
}

const unmeasured = (service: string, at: string, known: Evidence[]): Evidence[] =>
  signalNames
    .filter(name => !known.some(({ question }) => question.signal === name))
    .map((signal): Evidence => ({
      ...{
        id: `m${signal}@${at}`,
        question: { service, signal, normal: true },
        source: 'prometheus',
        family: 'otel-http',
      },
      query: `sum by (service_name) (rate(${signal.replaceAll('.', '_')}_total{service_name=~"${service}"}[5m]))`,
      ...{ unit: signals[signal].unit, measurement: missing('no data at this time') },
    }));

const courseUntil = (now: Date) =>
  Array.from({ length: 240 }, (_, n): [number, number] => [Math.floor(now.getTime() / 1000) - (240 - n) * 15, n / 240]);
