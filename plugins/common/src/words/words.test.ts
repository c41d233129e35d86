import type { IncidentAlert } from '../alert';
import type { Diagnosis, Hypothesis } from '../diagnosis';
import type { AnyEvent } from '../events';
import type { Attempt, Plan } from '../plan';
import type { SizingProposal } from '../capacity';
import type { Foresight, Prediction } from '../prediction';
import type { Firing } from '../threshold';
import { english, person, portuguese, sentence, wordsFor, type Words } from './index';

const alert: IncidentAlert = {
  key: 'f1@2026-01-01T00:00:00.000Z',
  name: 'HighErrorRatio',
  service: 'cart',
  labels: {},
  status: 'firing',
  startsAt: '2026-01-01T00:00:00.000Z',
  why: 'cart calls orders',
};
const step = { action: 'restart', target: 'cart', params: {} };
const hypothesis: Hypothesis = {
  id: 'cart/out-of-memory',
  service: 'cart',
  failureMode: 'out-of-memory',
  title: 'Memory is full',
  support: 3,
  standing: 'likely',
  because: [],
  remedies: [step],
};
const diagnosis: Diagnosis = { at: alert.startsAt, looked: ['cart'], hypotheses: [hypothesis], evidence: [] };
const plan: Plan = { step, says: 'Restart cart', hypothesis: hypothesis.id, verdicts: [], digest: 'd' };
const attempt: Attempt = {
  key: 'k',
  number: 1,
  step,
  hypothesis: hypothesis.id,
  failureMode: 'out-of-memory',
  service: 'cart',
  intendedAt: alert.startsAt,
  before: [],
};
const soon = '2026-01-01T00:01:00.000Z';
const foresight: Foresight = { at: soon, value: 0.7, likelihood: 0.8, eta: soon, lo: soon, hi: soon };
const firing: Firing = {
  ...{ id: 'f-1', threshold: 'latency', mode: 'shadow', service: 'cart', labels: {}, why: 'unusual', at: soon },
  began: { at: soon, value: 2, expected: 0.3, lo: 0.1, hi: 0.5, score: 4 },
};

const proposal: SizingProposal = {
  ...{ id: 's-1', service: 'cart', kind: 'replicas', unit: 'replicas', from: 4, to: 2, saves: 2, risk: 'low' },
  ...{ fullest: 0.5, at: soon, state: 'open' },
  demand: { signal: 'cpu.used', unit: 'cores', days: 7, samples: 600, p50: 0.1, p95: 0.2, p99: 0.3, most: 0.4 },
};

const prediction: Prediction = {
  ...{ id: 'p1', service: 'cart', kind: 'memory', unit: 'ratio', limit: 0.95, direction: 'above', horizonMs: 60_000 },
  ...{ told: foresight, latest: foresight, standing: true },
};

const samples: { [E in AnyEvent as E['type']]: E['data'] } = {
  'incident.opened': {
    service: 'cart',
    title: 'cart fails',
    severity: 'critical',
    began: 'alert',
    alerts: [alert],
    dueAt: soon,
  },
  'incident.predicted': { prediction },
  'incident.alert-joined': { alert },
  'incident.alert-changed': { key: alert.key, status: 'resolved', endsAt: soon },
  'incident.rerooted': { service: 'orders', title: 'orders fails', why: 'cart calls orders' },
  'incident.merged': { into: '7', why: 'same outage' },
  'incident.absorbed': { from: '8', alerts: [alert], why: 'same outage' },
  'incident.split': { to: '9', keys: [alert.key], why: 'it went on alone' },
  'incident.reopened': { alert, dueAt: soon, why: 'it fired again' },
  'incident.diagnosed': { diagnosis },
  'incident.planned': { plan },
  'incident.proposed': { plan, expiresAt: soon },
  'incident.blocked': { plan, reason: 'change freeze', dueAt: soon },
  'incident.observed': { plan },
  'incident.approved': { digest: 'd', by: 'user:default/ana' },
  'incident.rejected': { digest: 'd', by: 'user:default/ana', note: 'sale day' },
  'incident.acting': { attempt },
  'incident.acted': { key: 'k', actedAt: soon, dueAt: soon },
  'incident.still-verifying': { key: 'k', dueAt: soon },
  'incident.verified': {
    key: 'k',
    outcome: 'healed',
    because: [{ says: 'errors fell', evidence: [] }],
    after: [],
    verifiedAt: soon,
  },
  'incident.undoing': { key: 'k' },
  'incident.undone': { key: 'k', undoneAt: soon },
  'incident.resolved': { how: 'healed', why: 'errors are as usual' },
  'incident.escalated': { reason: 'no remedy left' },
  'incident.expired': { reason: 'nobody answered' },
  'incident.problem-raised': { service: 'cart', failureMode: 'memory-leak', heals: 5 },
  'problem.acknowledged': { service: 'cart', failureMode: 'memory-leak', note: 'ticket 7' },
  'incident.person-acted': { act: { id: 'a', at: soon, by: 'user:default/ana', says: 'Restarted cart' } },
  'incident.person-verified': { id: 'a', outcome: 'healed', because: [], after: [], verifiedAt: soon },
  'incident.marked': { digest: 'd', mark: 'harmful', by: 'user:default/ana', note: 'it was migrating' },
  'incident.feedback': { hypothesis: hypothesis.id, right: false, by: 'user:default/ana', note: 'it was the network' },
  'incident.deferred': { dueAt: soon, why: 'too early' },
  'alerts.received': { fired: [], resolved: [{ key: alert.key, endsAt: soon }] },
  'alert.test-received': { id: 't-1', sender: 'grafana' },
  'change.recorded': { change: { id: '1', kind: 'deploy', service: 'cart', at: soon, summary: 'v2 rolled out' } },
  'brake.pulled': { reason: 'it restarts too much' },
  'brake.released': { reason: 'understood' },
  'token.made': { id: '1f', name: 'alertmanager', permissions: ['autocura.alert.send'], hash: 'h', days: 90 },
  'token.rotated': { hash: 'h', until: soon },
  'token.revoked': { reason: 'lost' },
  'factor.begun': {},
  'factor.confirmed': { begun: 1, step: 5, recovery: [] },
  'factor.used': { for: 'd1', step: 6 },
  'factor.recovered': { for: 'd1', hash: 'h' },
  'factor.vouched': { for: 'd1', amr: ['otp'], at: soon },
  'look.recorded': { incident: 'i1', service: 'cart' },
  'factor.failed': { for: 'd1', reason: 'it is wrong' },
  'factor.reset': { reason: 'lost' },
  'identity.refused': { reason: 'it has expired', through: 'grafana-viewer', others: 3 },
  'prediction.told': { prediction },
  'prediction.moved': { standing: false, latest: prediction.latest },
  'prediction.judged': { outcome: 'in the band', crossedAt: soon },
  'threshold.fired': { firing },
  'threshold.ended': { endedAt: soon },
  'level.changed': {
    change: { service: 'cart', signal: 'requests.p95', unit: 's', at: soon, before: 0.1, after: 0.4 },
  },
  'sizing.proposed': { proposal },
  'sizing.accepted': { by: 'user:default/ana', incidentId: 'sized-1' },
  'sizing.refused': { by: 'user:default/ana', note: 'not before the sale' },
  'sizing.withdrawn': { note: 'more is used by now' },
  'sizing.measured': { result: { at: soon, outcome: 'healed', saved: 2 } },
  'notice.step-taken': {
    about: 'call',
    to: [{ channel: 'mail', address: 'ana@example.com', name: 'ana' }],
    policy: 'shop',
    why: 'nobody answered',
  },
  'notice.delivered': { key: 'k', channel: 'mail', name: 'ana' },
  'notice.undelivered': { key: 'k', channel: 'mail', name: 'ana', reason: 'it does not answer' },
  'notice.deferred': { until: soon, why: 'silenced' },
  'notice.acknowledged': { by: 'user:default/ana', note: 'on it' },
  'notice.closed': { why: 'healed' },
  'silence.made': {
    silence: { id: 's', matchers: [], from: soon, to: soon, by: 'user:default/ana', reason: 'we move the database' },
  },
  'silence.moved': { to: soon },
  'silence.ended': { why: 'ana ended it' },
  'record.trimmed': { before: '2025-10', ended: [['incident/1', 4, 'c0ffee']] },
  'service.health-changed': { service: 'cart', from: 'ok', to: 'warning', reasons: ['slow'], dataAt: soon },
};
const types = Object.keys(samples) as (keyof typeof samples)[];

const keysOf = (value: object): string[] =>
  Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null ? keysOf(inner).map(deeper => `${key}.${deeper}`) : [key],
  );
const textsOf = (value: object): string[] =>
  Object.values(value).flatMap((inner: unknown) =>
    typeof inner === 'string' ? [inner] : typeof inner === 'object' && inner !== null ? textsOf(inner) : [],
  );

test('both languages have every key', () => {
  expect(keysOf(portuguese)).toEqual(keysOf(english));
  expect(Object.keys(english.events).sort()).toEqual([...types].sort());
});

describe.each([english, portuguese])('$language', (words: Words) => {
  test('has no empty text', () => {
    expect(textsOf(words).filter(text => text.trim() === '')).toEqual([]);
  });

  test.each(types)('says %s in a sentence', type => {
    const says = sentence(words, { type, data: samples[type] } as AnyEvent);
    expect(says).toMatch(/^\p{Lu}|^(cart|orders|ana) /u);
    expect(says).not.toMatch(/undefined|\[object|NaN|: *$|user:/);
  });

  test('tells one alert from several', () => {
    const one = sentence(words, { type: 'incident.opened', data: samples['incident.opened'] });
    const two = sentence(words, {
      type: 'incident.opened',
      data: { ...samples['incident.opened'], alerts: [alert, alert] },
    });
    expect(two).toContain('2');
    expect(one).not.toContain('2');
  });

  test.each(['incident.acted', 'incident.undone'] as const)('says when %s failed', type => {
    const failed = sentence(words, { type, data: { ...samples[type], failed: 'no such target' } } as AnyEvent);
    expect(failed).toContain('no such target');
    expect(sentence(words, { type, data: samples[type] } as AnyEvent)).not.toContain('no such target');
  });
});

test('the two languages differ in every sentence', () => {
  const same = types.filter(
    type =>
      sentence(english, { type, data: samples[type] } as AnyEvent) ===
      sentence(portuguese, { type, data: samples[type] } as AnyEvent),
  );
  expect(same).toEqual([]);
});

test.each([
  { name: 'a cause that stands out', hypotheses: [hypothesis], says: /^Likely cause: Memory is full \(cart\)/ },
  {
    name: 'a guess',
    hypotheses: [{ ...hypothesis, standing: 'inconclusive' as const }],
    says: /^Best guess, not conclusive/,
  },
  { name: 'nothing', hypotheses: [], says: /no likely cause/ },
])('a diagnosis of $name says so', ({ hypotheses, says }) => {
  const data = { diagnosis: { ...diagnosis, hypotheses } };
  expect(sentence(english, { type: 'incident.diagnosed', data })).toMatch(says);
});

test.each([
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['en-GB', 'en'],
  ['ptx', 'en'],
  ['', 'en'],
])('a reader of “%s” gets %s', (language, expected) => expect(wordsFor(language).language).toBe(expected));

test.each([
  ['user:default/ana', 'ana'],
  ['user:ops/ana', 'ops/ana'],
  ['external:alertmanager', 'alertmanager'],
  ['external:user:default/ana', 'user:default/ana'],
  ['user:development/guest', 'guest'],
  ['development/guest', 'guest'],
  ['external:shop', 'shop'],
  ['autocura', 'autocura'],
])('%s is called %s', (ref, name) => expect(person(ref)).toBe(name));

test('a plan is told in the language of who reads it, and as it is written down where there are no words for it', () => {
  const scaled = {
    says: 'Run 3 replicas of cart',
    step: { ...step, action: 'scale', params: { service: 'cart', replicas: 3 } },
  };
  expect(english.planned(scaled)).toBe('Run 3 replicas of cart');
  expect(portuguese.planned(scaled)).toBe('Manter 3 réplicas de cart em execução');
  expect(portuguese.planned({ ...scaled, step: { ...step, action: 'tomorrows' } })).toBe('Run 3 replicas of cart');
  expect(portuguese.planned(plan)).toBe('Restart cart');
});
