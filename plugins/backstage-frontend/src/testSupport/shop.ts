import type {
  ActionRow,
  AskedSource,
  Autonomy,
  Attempt,
  Diagnosis,
  Evidence,
  Incident,
  IncidentAlert,
  Plan,
  Prediction,
  Problem,
  ServiceCard,
  ServiceHealth,
  ServiceStory,
  ShadowedEpisode,
  ShadowReport,
  TimelineEvent,
} from '@autocura/common';

/** An outage as the API would tell it: payments exhausts its connection pool, and the gateway feels it. */
const start = Date.parse('2026-01-05T10:00:00Z');
export const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

const course = (values: number[]): [number, number][] =>
  values.map((value, index) => [start / 1000 - 150 + index * 15, value]);

const waiting: Evidence = {
  id: 'e1',
  question: { service: 'payment', signal: 'pool.waiting' },
  source: 'prometheus',
  family: 'node',
  query: 'max by (service) (db_pool_pending_requests{service="payment"})',
  unit: 'requests',
  measurement: { state: 'measured', value: 14, at: at(10), normal: 0 },
  series: course([0, 0, 0, 0, 1, 3, 5, 9, 12, 13, 14]),
};
const errors: Evidence = {
  id: 'e2',
  question: { service: 'gateway', signal: 'requests.errors' },
  source: 'prometheus',
  family: 'otel-http',
  query:
    'sum(rate(http_server_request_duration_seconds_count{service="gateway",http_response_status_code=~"5.."}[1m])) / sum(rate(http_server_request_duration_seconds_count{service="gateway"}[1m]))',
  unit: 'ratio',
  measurement: { state: 'measured', value: 0.184, at: at(10), normal: 0.002 },
  series: course([0.002, 0.001, 0.003, 0.002, 0.01, 0.04, 0.09, 0.15, 0.17, 0.19, 0.184]),
};
const blind: Evidence = {
  id: 'e3',
  question: { service: 'payment', signal: 'memory.kills' },
  source: 'prometheus',
  family: 'cadvisor',
  query: 'sum(increase(container_oom_events_total{container="payment"}[10m]))',
  unit: 'kills',
  measurement: { state: 'missing', reason: 'no series' },
};

const step = { action: 'restart', target: 'payment', params: { service: 'payment' } };

export const diagnosis: Diagnosis = {
  at: at(20),
  looked: ['gateway', 'payment'],
  hypotheses: [
    {
      id: 'payment/pool-exhausted',
      service: 'payment',
      failureMode: 'pool-exhausted',
      title: 'The connection pool is exhausted',
      support: 4,
      standing: 'likely',
      because: [
        { says: '14 requests wait for a connection, usually none', evidence: ['e1'] },
        { says: 'Its caller gateway fails 18 % of its requests', evidence: ['e2'] },
      ],
      remedies: [step],
    },
    {
      id: 'payment/out-of-memory',
      service: 'payment',
      failureMode: 'out-of-memory',
      title: 'Instances are killed for memory',
      support: 0,
      standing: 'inconclusive',
      because: [{ says: 'Kills cannot be seen here', evidence: ['e3'] }],
      remedies: [],
    },
  ],
  evidence: [waiting, errors, blind],
};

export const plan: Plan = {
  step,
  says: 'Restart payment, one instance after the other',
  hypothesis: 'payment/pool-exhausted',
  verdicts: [
    { guardrail: 'mode', decision: 'ask', reason: 'The policy lets “restart” of payment be proposed only' },
    { guardrail: 'cooldown', decision: 'allow', reason: 'payment was not restarted in the last 10 minutes' },
  ],
  digest: 'd1ge57',
  foretold: {
    changes: [
      { object: 'Deployment shop/payment', field: 'spec.template.metadata.annotations[restartedAt]', to: at(1) },
    ],
  },
};

export const alerts: IncidentAlert[] = [
  {
    key: `f1@${at(0)}`,
    name: 'HighErrorRatio',
    service: 'gateway',
    labels: { alertname: 'HighErrorRatio', service: 'gateway' },
    summary: 'More than 5 % of requests fail',
    status: 'firing',
    startsAt: at(0),
    why: 'gateway calls payment, which is sick itself',
  },
  {
    key: `f2@${at(5)}`,
    name: 'HighLatency',
    service: 'payment',
    labels: { alertname: 'HighLatency', service: 'payment' },
    status: 'resolved',
    startsAt: at(5),
    endsAt: at(70),
    why: 'It opened the incident',
  },
];

const base = {
  id: '42',
  version: 4,
  episode: 1,
  began: 'alert' as const,
  service: 'payment',
  services: ['payment', 'gateway'],
  title: 'payment answers slowly and gateway fails',
  severity: 'critical' as const,
  alerts,
  startedAt: at(0),
  openedAt: at(5),
  updatedAt: at(25),
  rejected: [],
  feedback: [],
};

export const proposed: Incident = {
  ...base,
  phase: 'proposed',
  diagnosis,
  plan,
  expiresAt: at(1800),
  attempts: [],
};

export const attempt: Attempt = {
  key: '42-1/restart/payment/1',
  number: 1,
  step,
  hypothesis: 'payment/pool-exhausted',
  failureMode: 'pool-exhausted',
  service: 'payment',
  undo: { action: 'scale', target: 'payment', params: { replicas: 2 } },
  by: 'user:default/ana',
  intendedAt: at(40),
  actedAt: at(41),
  before: [errors],
  after: [{ ...errors, id: 'e9', measurement: { state: 'measured', value: 0.001, at: at(120), normal: 0.002 } }],
  outcome: 'healed',
  because: [{ says: 'Failed requests fell from 18.4 % to 0.1 %', evidence: ['e9'] }],
  verifiedAt: at(130),
};

export const resolved: Incident = {
  ...base,
  id: '41',
  title: 'catalogue fails since its last release',
  service: 'catalogue',
  phase: 'resolved',
  resolvedAt: at(-3000),
  how: 'healed',
  startedAt: at(-3600),
  attempts: [attempt],
  diagnosis,
};

export const timeline: TimelineEvent[] = [
  {
    type: 'incident.opened',
    data: {
      service: 'payment',
      title: base.title,
      severity: 'critical',
      began: 'alert',
      alerts: [alerts[1]!],
      dueAt: at(15),
    },
    stream: 'incident/42',
    seq: 1,
    at: at(5),
    actor: 'external:alertmanager',
  },
  {
    type: 'incident.alert-joined',
    data: { alert: alerts[0]! },
    stream: 'incident/42',
    seq: 2,
    at: at(8),
    actor: 'autocura',
  },
  { type: 'incident.diagnosed', data: { diagnosis }, stream: 'incident/42', seq: 3, at: at(20), actor: 'autocura' },
  {
    type: 'incident.proposed',
    data: { plan, expiresAt: at(1800) },
    stream: 'incident/42',
    seq: 4,
    at: at(25),
    actor: 'autocura',
  },
];

const health = (service: string, state: ServiceHealth['state'], says: string[]): ServiceHealth => ({
  service,
  state,
  reasons: says.map(reason => ({ state, says: reason })),
  ...(state !== 'unknown' && { dataAt: at(60) }),
  since: at(0),
  signals:
    state === 'unknown'
      ? []
      : [
          { signal: 'requests.rate', value: 12.4, unit: 'req/s', normal: 12 },
          { signal: 'requests.errors', value: 0.184, unit: 'ratio', normal: 0.002 },
          { signal: 'requests.p95', value: 0.84, unit: 's', normal: 0.12 },
        ],
  openIncidents: state === 'critical' ? ['42'] : [],
});

export const sources: AskedSource[] = [{ source: 'alertmanager:9093/api/v2', askedAt: '2026-07-01T10:00:00.000Z' }];

export const services: ServiceHealth[] = [
  health('catalogue', 'ok', ['Measures as usual']),
  health('queue-worker', 'unknown', ['No data for 3 minutes: the target does not answer']),
  health('payment', 'warning', ['95 % of requests take up to 840 ms, usually 120 ms']),
  health('gateway', 'critical', ['18.4 % of requests fail, usually 0.2 %', 'Latency is 7 times the usual']),
  health('cart', 'ok', ['Measures as usual']),
];

const foresight = { at: at(0), value: 0.72, likelihood: 0.86, eta: at(1800), lo: at(1200), hi: at(2700) };
export const expected: Prediction = {
  ...{ id: 'p1', service: 'payment', kind: 'memory', unit: 'ratio', limit: 0.95, direction: 'above' },
  ...{ horizonMs: 43_200_000, told: foresight, latest: foresight, standing: true, incidentId: '42' },
};

export const paymentStory: ServiceStory = {
  health: services[2]!,
  changes: [{ service: 'payment', from: 'ok', to: 'warning', reasons: ['slow'], at: at(0) }],
  incidents: [proposed],
  predictions: [expected],
  trackRecord: [
    {
      ...{ service: 'payment', kind: 'memory', open: 1 },
      outcomes: { 'in the band': 5, early: 1, late: 0, 'did not come': 1, prevented: 2, 'not measured': 0 },
    },
  ],
  recurrences: [{ failureMode: 'memory-leak', times: 4, lastAt: at(0) }],
};

export const history: ActionRow[] = [
  {
    key: attempt.key,
    incidentId: '41',
    attempt: 1,
    action: 'roll-back',
    target: 'catalogue',
    service: 'catalogue',
    failureMode: 'bad-release',
    says: 'Roll catalogue back to 1.4.0',
    intendedAt: at(-3300),
    actedAt: at(-3299),
    outcome: 'healed',
  },
  {
    key: '40-1/restart/cart/1',
    incidentId: '40',
    attempt: 1,
    action: 'restart',
    target: 'cart',
    service: 'cart',
    failureMode: 'out-of-memory',
    intendedAt: at(-9000),
    actedAt: at(-8999),
    by: 'user:default/ana',
    outcome: 'inconclusive',
    undoneAt: at(-8000),
  },
];

export const problem: Problem = {
  ...{ service: 'payment', failureMode: 'pool-exhausted', heals: 5, incidentId: '41' },
  ...{ openedAt: at(0), lastAt: at(60) },
};

export const autonomy: Autonomy[] = [
  {
    ...{ failureMode: 'pool-exhausted', action: 'restart', service: 'payment' },
    ...{ mode: 'approve', level: 'approve', from: 'policy "restarts" as far as it was earned', attemptsLeft: 4 },
    reasons: [
      'healed 7 of 7; without it 1 of 12 cleared in the same time',
      '2 of 5 heals in a row towards the next step',
    ],
    ...{ tried: { of: 7, successes: 7 }, left: { of: 12, successes: 1 } },
    worth: { difference: 0.917, lower: 0.58, upper: 0.97 },
  },
];

export const card: ServiceCard = {
  service: 'payment',
  health: services[2]!,
  incidents: [
    {
      ...{ id: proposed.id, title: proposed.title, service: 'payment', severity: 'critical', phase: 'proposed' },
      ...{
        openedAt: at(15),
        updatedAt: at(30),
        grafana: 'https://grafana.example.com/a/autocura-healing-app/incidents/42',
      },
      proposal: {
        ...{ says: plan.says, digest: plan.digest, expiresAt: at(900), foretold: plan.foretold! },
        ...{ approvers: 1, approvals: 0, mayApprove: true, mayReject: true },
      },
    },
  ],
  open: 1,
  lastHealing: { ...history[0]!, service: 'payment' },
  prediction: {
    ...{ says: 'Its memory reaches the limit', signal: 'memory.used' },
    ...{ at: at(3600), earliest: at(3000), latest: at(5400) },
  },
  errorBudget: { objective: 'Payments succeed', target: 0.999, days: 30, left: 0.62 },
  links: [{ kind: 'dashboard', title: 'Payment dashboard', url: 'https://grafana.example.com/d/payment' }],
  catalog: { entity: 'component:default/payment', mappedBy: 'autocura.io/service', owners: ['group:default/payments'] },
};

export const observed: Incident = {
  ...base,
  id: '43',
  phase: 'observed',
  diagnosis,
  plan: { ...plan, verdicts: [{ guardrail: 'policy-mode', decision: 'deny', reason: 'observe only' }] },
  attempts: [],
  people: [
    { id: 'act-5', at: at(400), by: 'user:default/ana', says: 'Restart payment', step, outcome: 'healed' },
    { id: 'act-6', at: at(500), by: 'user:default/rui', says: 'Turned the proxy off' },
  ],
};

const shadowed = (
  about: Pick<ShadowedEpisode, 'incidentId' | 'agreement'> & Partial<ShadowedEpisode>,
): ShadowedEpisode => ({
  ...{ episode: 1, title: 'payment answers slowly and gateway fails', service: 'payment', openedAt: at(0), people: [] },
  cause: {
    ...{ at: at(20), title: 'The connection pool is exhausted', service: 'payment', failureMode: 'pool-exhausted' },
  },
  would: { at: at(25), step, says: plan.says, failureMode: 'pool-exhausted', digest: plan.digest },
  ...about,
});

export const shadow: ShadowReport = {
  from: at(-30 * 86_400),
  to: at(600),
  counts: {
    ...{ episodes: 3, causes: 2, steps: 2, minutesSaved: 6.3 },
    agreements: { acted: 0, agrees: 1, differs: 0, 'only autocura': 1, 'only people': 1, neither: 0 },
    outcomes: { healed: 1, 'not healed': 0, worse: 0, inconclusive: 0, 'not measured': 1 },
    marks: { right: 0, unneeded: 0, harmful: 0, 'not marked': 1 },
  },
  remedies: [],
  episodes: [
    shadowed({ incidentId: '43', agreement: 'agrees', minutesSaved: 6.3, people: [observed.people![0]!] }),
    shadowed({ incidentId: '44', agreement: 'only autocura', title: 'payment waits for the ledger’s migration' }),
    {
      ...{ incidentId: '45', episode: 2, title: 'gateway fails now and then', service: 'gateway' },
      ...{ openedAt: at(-7000), agreement: 'only people', people: [observed.people![1]!] },
    },
  ],
  left: 4,
};
