import { type Evidence, healthOf, missing, type SignalName } from '@autocura/common';
import { healthQuestions, judgeHealth } from '.';
import { normalOf } from './normal';

const now = new Date('2026-01-01T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
type Values = Partial<Record<SignalName, number>>;

const answers = (values: Values, at = ago(1)): Evidence[] =>
  healthQuestions(['api']).map((question, i) => {
    const value = values[question.signal];
    const measurement = value === undefined ? missing('no series') : { state: 'measured' as const, value, at };
    return { id: String(i), question, source: 'prometheus', family: '', query: '', unit: '', measurement };
  });
const usually = (values: Values, count = 60) =>
  Object.entries(values).flatMap(([signal, value]) =>
    Array.from({ length: count }, (_, i) => ({ signal, at: ago(5 * i), value: value * (1 + ((i % 5) - 2) * 0.02) })),
  );
const judge = (values: Values, usual: Values = {}, at?: string) =>
  judgeHealth({ service: 'api', evidence: answers(values, at), samples: usually(usual), now, staleAfterMs: 30_000 });

const calm: Values = { 'requests.rate': 30, 'requests.errors': 0, 'requests.p95': 0.1, availability: 1 };

test.each<{ name: string; values: Values; usual?: Values; state: string; says?: RegExp }>([
  { name: 'as usual', values: calm, usual: calm, state: 'ok' },
  { name: 'well, its normal not yet known', values: calm, state: 'ok' },
  {
    name: 'errors',
    values: { ...calm, 'requests.errors': 0.2 },
    usual: calm,
    state: 'critical',
    says: /^20 % of requests fail, usually 0 %$/,
  },
  { name: 'a few errors more', values: { ...calm, 'requests.errors': 0.03 }, usual: calm, state: 'warning' },
  {
    name: 'errors it always has',
    values: { ...calm, 'requests.errors': 0.08 },
    usual: { ...calm, 'requests.errors': 0.08 },
    state: 'ok',
  },
  {
    name: 'slow without any alert',
    values: { ...calm, 'requests.p95': 0.4 },
    usual: calm,
    state: 'warning',
    says: /^answers take 400 ms \(p95\), usually 100 ms$/,
  },
  { name: 'a few ms more', values: { ...calm, 'requests.p95': 0.15 }, usual: calm, state: 'ok' },
  { name: 'slow with no normal to compare', values: { ...calm, 'requests.p95': 3 }, state: 'ok' },
  {
    name: 'traffic gone',
    values: { ...calm, 'requests.rate': 2 },
    usual: calm,
    state: 'warning',
    says: /^2 requests a second, usually 30$/,
  },
  { name: 'no target answers', values: { availability: 0 }, state: 'critical' },
  { name: 'one of three targets is down', values: { ...calm, availability: 2 / 3 }, state: 'warning' },
  { name: 'one of two replicas', values: { ...calm, 'replicas.running': 1, 'replicas.wanted': 2 }, state: 'warning' },
  { name: 'no replica', values: { 'replicas.running': 0, 'replicas.wanted': 1, availability: 0 }, state: 'critical' },
  {
    name: 'told to run none, and answers nothing',
    values: { 'replicas.running': 0, 'replicas.wanted': 0 },
    state: 'unknown',
  },
  {
    name: 'memory nearly full',
    values: { ...calm, 'memory.used': 95, 'memory.limit': 100 },
    usual: { 'memory.used': 50 },
    state: 'warning',
  },
  {
    name: 'memory as full as always',
    values: { ...calm, 'memory.used': 95, 'memory.limit': 100 },
    usual: { 'memory.used': 95 },
    state: 'ok',
  },
  {
    name: 'pool full and waited for',
    values: { ...calm, 'pool.used': 8, 'pool.max': 8, 'pool.waiting': 3 },
    state: 'warning',
  },
  {
    name: 'pool full, nobody waits',
    values: { ...calm, 'pool.used': 8, 'pool.max': 8, 'pool.waiting': 0 },
    state: 'ok',
  },
  {
    name: 'workers full and waited for',
    values: { ...calm, 'workers.busy': 1, 'workers.waiting': 9 },
    state: 'warning',
  },
  {
    name: 'messages wait',
    values: { availability: 1, 'queue.age': 20 },
    usual: { 'queue.age': 0.2 },
    state: 'warning',
  },
  {
    name: 'busy loop',
    values: { ...calm, 'eventloop.utilization': 0.97 },
    usual: { 'eventloop.utilization': 0.1 },
    state: 'warning',
  },
  { name: 'database down', values: { 'database.up': 0 }, state: 'critical' },
  { name: 'sessions wait for locks', values: { 'database.up': 1, 'database.blocked': 9 }, state: 'warning' },
  { name: 'memory alone tells nothing of health', values: { 'memory.used': 5, 'memory.limit': 100 }, state: 'unknown' },
])('$name: $state', ({ values, usual, state, says }) => {
  const reasons = judge(values, usual);
  expect(healthOf(reasons)).toBe(state);
  if (says) expect(reasons[0]?.says).toMatch(says);
});

test('the worst reason comes first', () => {
  const reasons = judge({ ...calm, 'requests.errors': 0.2, 'requests.p95': 2 }, calm);
  expect(reasons.map(({ state }) => state)).toEqual(['critical', 'warning']);
});

test.each([
  {
    name: 'old data',
    at: ago(45),
    values: { ...calm, 'requests.errors': 0.9 },
    says: 'no fresh data: the newest is 45 s old',
  },
  { name: 'no data', at: ago(1), values: {}, says: 'no data: no series' },
])('$name is unknown, with the reason', ({ at, values, says }) => {
  expect(judge(values, calm, at)).toEqual([{ state: 'unknown', says }]);
});

test('answers about others are not taken for its own', () => {
  const evidence = answers({ 'requests.errors': 0.9 }).map(piece => ({
    ...piece,
    question: { ...piece.question, service: 'other' },
  }));
  expect(judgeHealth({ service: 'api', evidence, samples: [], now, staleAfterMs: 30_000 })).toEqual([
    { state: 'unknown', says: 'no data: nothing was measured' },
  ]);
});

test.each([
  { name: 'too few samples', values: [1, 2, 3], normal: undefined },
  {
    name: 'the middle, unmoved by the wild',
    values: [...Array<number>(9).fill(10), 12, 9000],
    normal: { median: 10, spread: 0 },
  },
  { name: 'how far they stray', values: [8, 9, 10, 11, 12, 8, 9, 10, 11, 12], normal: { median: 10, spread: 1.4826 } },
])('normal: $name', ({ values, normal }) => expect(normalOf(values)).toEqual(normal));
