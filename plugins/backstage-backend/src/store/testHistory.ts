import type {
  Alert,
  AlertEvent,
  AnyEvent,
  Attempt,
  Diagnosis,
  Evidence,
  Firing,
  Incident,
  IncidentAlert,
  IncidentEvent,
  Plan,
  Prediction,
  SizingProposal,
  Stored,
} from '@autocura/common';
import { alertKey } from '@autocura/common';
import type { Knex } from 'knex';

/** Made-up parts of histories, for tests. `n` makes one differ from the next. */

export const time = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();

export function alertOf(n: number, more: Partial<Alert> = {}): Alert {
  return {
    fingerprint: n.toString(16).padStart(16, '0'),
    sender: 'alertmanager',
    status: 'firing',
    labels: { alertname: 'ErrorRatio', service: `service-${n % 5}`, severity: n % 3 === 0 ? 'critical' : 'warning' },
    annotations: { summary: `“${n}” is not well` },
    startsAt: time(n),
    ...more,
  };
}

/** What the record says of one alert, in order. */
export async function historyOf(knex: Knex, key: string) {
  const rows = await knex<{ type: string; stream: string; actor: string; data: string }>('events')
    .where({ type: 'alerts.received' })
    .orderBy('position');
  return rows.flatMap(({ stream, actor, data }) => {
    const { fired = [], again = [], resolved = [] } = JSON.parse(data) as AlertEvent['data'];
    const began = (alerts: Alert[]) => alerts.filter(alert => alertKey(alert) === key);
    const says = [
      ...began(fired).map(() => ({ says: 'fired' })),
      ...began(again).map(() => ({ says: 'again' })),
      ...resolved.filter(one => one.key === key).map(({ endsAt }) => ({ says: 'resolved', endsAt })),
    ];
    return says.map(one => ({ ...one, stream, actor }));
  });
}

export function joining(alert: Alert, why = 'same service'): IncidentAlert {
  const { labels, status, startsAt } = alert;
  const service = labels.service ?? 'unknown';
  return { key: alertKey(alert), name: labels.alertname ?? '', service, labels, status, startsAt, why };
}

export const openedWith = (alerts: Alert[], service = 'service-1'): IncidentEvent => ({
  type: 'incident.opened',
  data: {
    service,
    title: `${service} answers with errors`,
    severity: 'warning',
    began: 'alert',
    alerts: alerts.map(alert => joining(alert)),
    dueAt: time(10),
  },
});

export const evidenceOf = (n: number): Evidence => ({
  id: `e${n}`,
  question: { service: 'service-1', signal: 'requests.errors', normal: true },
  source: 'prometheus',
  family: 'otel-http',
  query: 'sum(rate(http_server_request_duration_seconds_count[1m]))',
  unit: 'ratio',
  measurement: { state: 'measured', value: n / 100, at: time(n) },
  series: [[1767225600, n / 100]],
});

export const diagnosisOf = (n: number): Diagnosis => ({
  at: time(n),
  looked: ['service-1', 'service-2'],
  hypotheses: [
    {
      id: 'service-1/bad-release',
      service: 'service-1',
      failureMode: 'bad-release',
      title: 'A bad release',
      support: 3,
      standing: 'likely',
      because: [{ says: 'errors began with the release', evidence: [`e${n}`] }],
      remedies: [stepOf('roll-back')],
    },
  ],
  evidence: [evidenceOf(n)],
});

const stepOf = (action: string) => ({ action, target: 'service-1', params: { service: 'service-1', replicas: 2 } });

export const planOf = (n: number): Plan => ({
  step: stepOf(n % 2 === 0 ? 'roll-back' : 'restart'),
  says: `Try ${n} on service-1`,
  hypothesis: 'service-1/bad-release',
  verdicts: [{ guardrail: 'mode', decision: 'allow', reason: 'granted' }],
  digest: `digest-${n}`,
});

export const attemptOf = (incidentId: string, n: number): Attempt => ({
  key: `${incidentId}/1/roll-back/service-1/${n}`,
  number: n,
  step: planOf(n).step,
  hypothesis: 'service-1/bad-release',
  failureMode: 'bad-release',
  service: 'service-1',
  undo: stepOf('roll-forward'),
  intendedAt: time(n),
  before: [evidenceOf(n)],
});

export const storedAs = <E extends AnyEvent>(stream: string, seq: number, event: E): Stored<E> => ({
  ...event,
  ...{ stream, seq, at: time(100 + seq), actor: 'autocura' },
});

export function predictionOf(n: number, more: Partial<Prediction> = {}): Prediction {
  const told = { at: time(n), value: 0.7, likelihood: 0.8, eta: time(n + 60), lo: time(n + 40), hi: time(n + 90) };
  return {
    ...{ id: `prediction-${n}`, service: 'service-1', kind: 'memory', unit: 'ratio', limit: 0.95, direction: 'above' },
    ...{ horizonMs: 120_000, told, latest: told, standing: true },
    ...more,
  };
}

export function firingOf(n: number, more: Partial<Firing> = {}): Firing {
  const began = { at: time(n), value: 2, expected: 0.3, lo: 0.1, hi: 0.5, score: 4 };
  return {
    ...{ id: `f${n}`, threshold: 'latency', mode: 'shadow', service: 'service-1', labels: { zone: 'a' } },
    ...{ why: 'unusual', at: time(n), began },
    ...more,
  };
}

export function sizingOf(n: number, more: Partial<SizingProposal> = {}): SizingProposal {
  const params = { service: 'service-1', replicas: 2 };
  return {
    ...{ id: `sizing-${n}`, service: 'service-1', kind: 'replicas', unit: 'replicas', from: 4, to: 2, saves: 2 },
    ...{
      risk: 'low',
      fullest: 0.5,
      at: time(n),
      state: 'open',
      step: { action: 'scale', target: 'service-1', params },
    },
    demand: { signal: 'cpu.used', unit: 'cores', days: 7, samples: 600, p50: 0.1, p95: 0.2, p99: 0.3, most: 0.4 },
    ...more,
  };
}

type Made = { [Type in IncidentEvent['type']]: (incident: Incident, n: number) => IncidentEvent };

const lastKey = (incident: Incident) => incident.attempts.at(-1)?.key ?? 'none';
const digest = (incident: Incident) => ('plan' in incident ? incident.plan.digest : 'none');

/** One event of every type that could follow; what the incident makes of it is the incident's. */
export const incidentEvents: Made = {
  'incident.opened': (_, n) => openedWith([alertOf(n)]),
  'incident.predicted': (_, n) => ({
    type: 'incident.predicted',
    data: { prediction: predictionOf(n, { standing: n % 2 === 0 }) },
  }),
  'incident.alert-joined': (_, n) => ({ type: 'incident.alert-joined', data: { alert: joining(alertOf(n)) } }),
  'incident.alert-changed': ({ alerts }, n) => ({
    type: 'incident.alert-changed',
    data: { key: alerts[0]?.key ?? 'none', status: 'resolved', endsAt: time(n + 60) },
  }),
  'incident.rerooted': (_, n) => ({
    type: 'incident.rerooted',
    data: { service: `service-${n % 5}`, title: 'another', why: 'nearer the cause' },
  }),
  'incident.merged': (_, n) => ({ type: 'incident.merged', data: { into: `other-${n}`, why: 'one outage' } }),
  'incident.absorbed': (_, n) => ({
    type: 'incident.absorbed',
    data: { from: `other-${n}`, alerts: [joining(alertOf(n), 'one outage')], why: 'one outage' },
  }),
  'incident.split': ({ alerts }, n) => ({
    type: 'incident.split',
    data: { to: `other-${n}`, keys: alerts.slice(1).map(({ key }) => key), why: 'it went on alone' },
  }),
  'incident.reopened': (_, n) => ({
    type: 'incident.reopened',
    data: { alert: joining(alertOf(n), 'again'), dueAt: time(n), why: 'it fires again' },
  }),
  'incident.diagnosed': (_, n) => ({ type: 'incident.diagnosed', data: { diagnosis: diagnosisOf(n) } }),
  'incident.planned': (_, n) => ({ type: 'incident.planned', data: { plan: planOf(n) } }),
  'incident.proposed': (_, n) => ({
    type: 'incident.proposed',
    data: { plan: planOf(n), expiresAt: time(n + 3600) },
  }),
  'incident.blocked': (_, n) => ({
    type: 'incident.blocked',
    data: { plan: planOf(n), reason: 'cooling down', dueAt: time(n + 300) },
  }),
  'incident.observed': (_, n) => ({ type: 'incident.observed', data: { plan: planOf(n) } }),
  'incident.person-acted': (_, n) => ({
    type: 'incident.person-acted',
    data: {
      act: { id: `act-${n}`, at: time(n), by: 'user:default/ana', says: 'Restarted it', step: stepOf('restart') },
    },
  }),
  'incident.person-verified': ({ people = [] }, n) => ({
    type: 'incident.person-verified',
    data: {
      id: people.at(-1)?.id ?? 'none',
      outcome: 'healed',
      because: [{ says: 'errors fell', evidence: [`e${n}`] }],
      after: [evidenceOf(n)],
      verifiedAt: time(n),
    },
  }),
  'incident.marked': (incident, n) => ({
    type: 'incident.marked',
    data: { digest: digest(incident), mark: n % 2 === 0 ? 'right' : 'harmful', by: 'user:default/ana' },
  }),
  'incident.approved': incident => ({
    type: 'incident.approved',
    data: { digest: digest(incident), by: 'user:default/ana' },
  }),
  'incident.rejected': incident => ({
    type: 'incident.rejected',
    data: { digest: digest(incident), by: 'user:default/ana', note: 'not now' },
  }),
  'incident.acting': (incident, n) => ({
    type: 'incident.acting',
    data: { attempt: attemptOf(incident.id, n) },
  }),
  'incident.acted': (incident, n) => ({
    type: 'incident.acted',
    data: { key: lastKey(incident), actedAt: time(n), dueAt: time(n + 30), ...(n % 4 === 0 && { failed: 'refused' }) },
  }),
  'incident.still-verifying': (incident, n) => ({
    type: 'incident.still-verifying',
    data: { key: lastKey(incident), dueAt: time(n + 15) },
  }),
  'incident.verified': (incident, n) => ({
    type: 'incident.verified',
    data: {
      key: lastKey(incident),
      outcome: (['healed', 'not healed', 'worse', 'inconclusive'] as const)[n % 4] ?? 'healed',
      because: [{ says: 'errors fell', evidence: [`e${n}`] }],
      after: [evidenceOf(n)],
      verifiedAt: time(n),
    },
  }),
  'incident.undoing': incident => ({ type: 'incident.undoing', data: { key: lastKey(incident) } }),
  'incident.undone': (incident, n) => ({
    type: 'incident.undone',
    data: { key: lastKey(incident), undoneAt: time(n) },
  }),
  'incident.resolved': () => ({ type: 'incident.resolved', data: { how: 'healed', why: 'it measures well' } }),
  'incident.escalated': (_, n) => ({
    type: 'incident.escalated',
    data: { reason: 'nothing left to try', ...(n % 2 === 0 && { dueAt: time(n + 600) }) },
  }),
  'incident.problem-raised': (_, n) => ({
    type: 'incident.problem-raised',
    data: { service: 'service-1', failureMode: 'bad-release', heals: n },
  }),
  'incident.expired': () => ({ type: 'incident.expired', data: { reason: 'condition gone' } }),
  'incident.feedback': (_, n) => ({
    type: 'incident.feedback',
    data: { hypothesis: 'service-1/bad-release', right: n % 2 === 0, by: 'user:default/ana' },
  }),
  'incident.deferred': (_, n) => ({
    type: 'incident.deferred',
    data: { dueAt: time(n + 30), why: 'no cause stands out' },
  }),
};
