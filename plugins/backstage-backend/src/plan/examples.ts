import type { Attempt, Hypothesis, Incident, IncidentAlert, Prediction, Step } from '@autocura/common';
import { attemptKey, digestOf } from './attempts';
import type { PlanSettings } from './candidate';
import type { Facts, PastAction } from './facts';
import type { KnownAction, Subject } from './guardrail';
import { granted, type PolicyRule } from './policy';

/** Small complete examples that tests change in one place. */
export const now = '2026-01-05T10:00:00.000Z';

export const ago = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
export const inMinutes = (minutes: number) => ago(-minutes);

export const restartCart: Step = { action: 'restart', target: 'cart', params: { service: 'cart' } };
export const rollCartBack: Step = { action: 'roll-back', target: 'cart', params: { service: 'cart', version: '1' } };

export const anAction = (about: Partial<KnownAction> = {}): KnownAction => ({
  id: 'restart',
  describe: step => `${step.action} ${step.target}`,
  objection: () => undefined,
  reversible: 'mitigation',
  interrupts: false,
  ...about,
});

export const anAlert = (about: Partial<IncidentAlert> = {}): IncidentAlert => ({
  key: `f@${ago(2)}`,
  name: 'ErrorRatioHigh',
  service: 'cart',
  labels: {},
  status: 'firing',
  startsAt: ago(2),
  why: 'its label service says so',
  ...about,
});

export const aPrediction = (about: Partial<Prediction> = {}): Prediction => {
  const told = { at: ago(1), value: 0.7, likelihood: 0.8, eta: inMinutes(30) };
  return {
    ...{ id: 'p1', service: 'cart', kind: 'memory', unit: 'ratio', limit: 0.95, direction: 'above' },
    ...{ horizonMs: 3_600_000, told, latest: told, standing: true },
    ...about,
  };
};

type Base = Omit<Extract<Incident, { phase: 'open' }>, 'phase'>;

export const anIncident = (about: Partial<Base> = {}): Incident => ({
  phase: 'open',
  id: 'i1',
  version: 1,
  episode: 1,
  began: 'alert',
  service: 'cart',
  services: ['cart'],
  title: 'cart fails',
  severity: 'critical',
  alerts: [anAlert()],
  startedAt: ago(2),
  openedAt: ago(2),
  updatedAt: ago(1),
  attempts: [],
  rejected: [],
  feedback: [],
  ...about,
});

export const aHypothesis = (about: Partial<Hypothesis> = {}): Hypothesis => ({
  id: 'cart/memory-leak',
  service: 'cart',
  failureMode: 'memory-leak',
  title: 'Memory leaks',
  support: 4,
  standing: 'likely',
  because: [],
  remedies: [restartCart],
  ...about,
});

export const anAttempt = (about: Partial<Attempt> = {}): Attempt => ({
  key: attemptKey({ id: 'i1', episode: 1 }, about.step ?? restartCart, about.number ?? 1),
  number: 1,
  step: restartCart,
  hypothesis: 'cart/memory-leak',
  failureMode: 'memory-leak',
  service: 'cart',
  intendedAt: ago(20),
  before: [],
  ...about,
});

export const aPastAction = (about: Partial<PastAction> = {}): PastAction => ({
  incidentId: 'i0',
  action: 'restart',
  target: 'cart',
  params: { service: 'cart' },
  service: 'cart',
  failureMode: 'memory-leak',
  at: ago(30),
  outcome: 'healed',
  ...about,
});

export const automatic: PolicyRule = { name: 'all of it', match: {}, mode: 'auto' };

export const someFacts = (about: Partial<Facts> = {}): Facts => ({
  now,
  policy: { rules: [automatic] },
  brake: [],
  recent: [],
  underWay: [],
  replicas: { cart: { running: 2, wanted: 2 } },
  services: { unhealthy: 1, known: 8 },
  protectedTargets: [],
  ...about,
});

export const settings: PlanSettings = {
  actions: [anAction(), anAction({ id: 'roll-back', reversible: 'reversible' })],
  hash: text => `hash of ${text}`,
};

export const aSubject = (about: Partial<Subject> = {}, facts: Facts = someFacts()): Subject => {
  const incident = about.incident ?? anIncident();
  const hypothesis = about.hypothesis ?? aHypothesis();
  const step = about.step ?? restartCart;
  return {
    incident,
    hypothesis,
    step,
    action: anAction(),
    digest: digestOf(step, hypothesis.id, incident, facts.policy, settings.hash),
    grant: granted(facts.policy, step, hypothesis.failureMode, facts.now),
    ...about,
  };
};

/** The subject with some limits changed. */
export const limited = (limits: Partial<Subject['grant']['limits']>, about: Partial<Subject> = {}): Subject => {
  const subject = aSubject(about);
  return { ...subject, grant: { ...subject.grant, limits: { ...subject.grant.limits, ...limits } } };
};
