import {
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
}

/** What the backend says to each `METHOD /path`, without the query but for `open`. A test changes what it is about. */
export type Answers = Record<string, Answer>;

export const everyPermission = [
  'autocura.incident.read',
  'autocura.incident.feedback',
  'autocura.action.approve',
  'autocura.problem.acknowledge',
  'autocura.brake.pull',
  'autocura.brake.release',
  'autocura.replay.run',
];

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
  'GET /v1/brake': { body: { holds: [] } },
});

/** What one may do who may only look. */
export const looking: Answer = { body: { actor: 'user:default/eva', permissions: ['autocura.incident.read'] } };

export const refusal = (status: number, message: string): Answer => ({
  status,
  body: { error: { name: 'Refused', message } },
});

/** A backend that takes its time. */
export const silence: Answer = { after: new Promise(() => undefined) };
