import type { HealingPolicy, Notice, OnCall, SecondFactor, Silence, Slo } from '@autocura/common';
import {
  at,
  autonomy,
  history,
  observed,
  paymentStory,
  problem,
  proposed,
  resolved,
  services,
  shadow,
  sources,
  timeline,
} from '../../../backstage-frontend/src/testSupport/shop';

export * from '../../../backstage-frontend/src/testSupport/shop';

export interface Answer {
  status?: number;
  body?: unknown;
  /** Answers only after this. */
  after?: Promise<void>;
  /** What is answered from then on. */
  afterwards?: Answers;
}

/** What the backend says to each `METHOD /path`, without the query but for `open`. A test changes what it is about. */
export type Answers = Record<string, Answer>;

export const everyPermission = [
  'autocura.incident.read',
  'autocura.incident.feedback',
  'autocura.action.approve',
  'autocura.problem.acknowledge',
  'autocura.notice.acknowledge',
  'autocura.silence.make',
  'autocura.brake.pull',
  'autocura.brake.release',
  'autocura.replay.run',
];

const told = (kind: Notice['kind'], about: Partial<Notice> = {}): Notice => ({
  ...{ id: `42.${kind}`, version: 3, incidentId: '42', kind, service: 'payment', severity: 'critical' },
  ...{ title: 'payment fails', reason: 'a plan waits for a yes', openedAt: at(30), state: 'open', steps: 1 },
  deliveries: [],
  ...about,
});
const to = { channel: 'mail', step: 0, about: 'call' as const, refused: 0 };

/** One that nobody took yet, one way of which gave up, and one that bob took. */
export const notices: Notice[] = [
  told('proposed', {
    stepAt: at(600),
    deliveries: [
      { ...to, key: 'k1', name: 'ana', address: 'ana@example.com', state: 'delivered' },
      {
        ...{ ...to, key: 'k2', name: 'bob', address: '#shop', channel: 'slack', state: 'given up', refused: 5 },
        reason: '429 for an hour',
      },
    ],
  }),
  told('escalated', {
    state: 'acknowledged',
    acknowledged: { by: 'user:default/bob', at: at(90), note: 'I look at it' },
  }),
];

export const onCall: OnCall[] = [
  { schedule: 'shop', person: 'ana', why: 'it is her turn', until: at(3_600) },
  { schedule: 'night', why: 'nobody is on call at this time' },
];

const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const quiet = (id: string, about: Partial<Silence> = {}): Silence => ({
  ...{ id, from: at(0), to: inAnHour, by: 'user:default/ana', reason: `reason of ${id}` },
  matchers: [{ name: 'service', value: 'payment', isRegex: false, isEqual: true }],
  ...about,
});

/** One that is on, one that comes, one of an Alertmanager and one of a maintenance window. */
export const silences: Silence[] = [
  quiet('later', { from: inAnHour, to: new Date(Date.now() + 7_200_000).toISOString() }),
  quiet('s1'),
  quiet('am:9093/s2', { origin: 'http://am:9093/api/v2', by: 'carol' }),
  quiet('window weekly backup 2026', { by: 'maintenance window' }),
];

const burn = { long: 3_600, short: 300, factor: 14.4, severity: 'critical' as const, firing: false };
const slo = (objective: string, left: number, about: Partial<Slo> = {}): Slo => ({
  ...{ objective, service: 'payment', target: 0.999, days: 28, left, spentByHealing: 0, at: at(10) },
  burns: [{ ...burn, longRate: 2, shortRate: 1.5 }],
  ...about,
});

/** One with a lot left, one that acting has spent, one with nothing left that cannot be measured. */
export const slos: Slo[] = [
  slo('payment-answers', 0.72),
  slo('payment-is-quick', 0.4, { spentByHealing: 0.15, burns: [{ ...burn, longRate: 20, firing: true }] }),
  slo('payment-is-right', -0.2, { unknown: 'Prometheus does not answer', burns: [] }),
];

export const healingPolicy: HealingPolicy = {
  ...{ file: 'policy.yaml', version: '0a1b2c', hidden: 0, limits: { perHour: 20, cooldownMs: 300_000 } },
  rules: [
    {
      ...{ name: 'restarts are cheap', mode: 'auto', earned: true, holds: true },
      match: { action: ['restart'], service: ['payment', 'cart'], failureMode: ['pool-exhausted'] },
      limits: { cooldownMs: 90_000 },
    },
    {
      ...{ name: 'no changes at night', mode: 'observe', holds: false },
      match: { during: { hours: { from: '22:00', to: '06:00' }, zone: 'UTC' } },
    },
  ],
};

/** One that counts, asked for before everything that may ask for it. */
export const secondFactor: SecondFactor = {
  ...{ state: 'ready', recoveryCodesLeft: 9, available: true },
  askedFor: ['irreversible', 'run', 'brake-release'],
};

const edge = (from: string, to: string) => ({ from, to, known: 'traffic' });

export const shopAnswers = (): Answers => ({
  'GET /v1/me': { body: { actor: 'user:default/ana', permissions: everyPermission } },
  'GET /v1/services': { body: { items: services } },
  'GET /v1/services/payment': { body: paymentStory },
  'GET /v1/services/payment/autonomy': { body: { items: autonomy } },
  'GET /v1/problems': { body: { items: [problem] } },
  'GET /v1/topology': { body: { edges: [edge('gateway', 'cart'), edge('gateway', 'payment')] } },
  'GET /v1/incidents': { body: { items: [proposed, resolved] } },
  'GET /v1/incidents?open=true': { body: { items: [proposed] } },
  'GET /v1/incidents?open=false': { body: { items: [resolved] } },
  'GET /v1/incidents/42': { body: { incident: proposed, timeline } },
  'GET /v1/incidents/43': { body: { incident: observed, timeline } },
  'GET /v1/incidents/41': { body: { incident: resolved, timeline: [] } },
  'GET /v1/shadow': { body: shadow },
  'GET /v1/history': { body: { items: history } },
  'GET /v1/sources': { body: { items: sources } },
  'GET /v1/dependencies': { body: { items: [] } },
  'GET /v1/me/second-factor': { body: secondFactor },
  'GET /v1/brake': { body: { holds: [] } },
  'GET /v1/notices': { body: { items: notices } },
  'GET /v1/notices?open=true': { body: { items: notices.slice(0, 1) } },
  'GET /v1/on-call': { body: { items: onCall } },
  'GET /v1/silences': { body: { items: silences } },
  'GET /v1/slos': { body: { items: slos } },
  'GET /v1/policy': { body: healingPolicy },
});

/** What one may do who may only look. */
export const looking: Answer = { body: { actor: 'user:default/eva', permissions: ['autocura.incident.read'] } };

export const refusal = (status: number, message: string): Answer => ({
  status,
  body: { error: { name: 'Refused', message } },
});

/** A backend that takes its time. */
export const silence: Answer = { after: new Promise(() => undefined) };
