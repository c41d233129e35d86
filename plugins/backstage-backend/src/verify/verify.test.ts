import type { Evidence, Measurement, SignalName } from '@autocura/common';
import { missing, signals } from '@autocura/common';
import { verify } from './verify';

const actedAt = '2026-01-05T10:00:00.000Z';
const earlierAt = '2026-01-05T09:59:50.000Z';
const laterAt = '2026-01-05T10:05:00.000Z';

const measured = (value: number, normal?: number, at = laterAt): Measurement => ({
  state: 'measured',
  value,
  at,
  ...(normal !== undefined && { normal }),
});

type Answers = Partial<Record<SignalName, Measurement>>;

const evidence = (when: string, answers: Answers): Evidence[] =>
  Object.entries(answers).map(([signal, measurement]) => ({
    id: `${when}-${signal}`,
    question: { service: 'cart', signal: signal as SignalName, normal: true },
    source: 'prometheus',
    family: 'test',
    query: signal,
    unit: signals[signal as SignalName].unit,
    measurement,
  }));

const look = (
  before: Answers,
  after: Answers,
  at: { firing?: boolean; settled?: boolean; due?: boolean; lastLook?: boolean } = {},
) =>
  verify({
    before: evidence('before', before),
    after: evidence('after', after),
    actedAt,
    firing: at.firing ?? false,
    settled: at.settled ?? true,
    due: at.due ?? false,
    lastLook: at.lastLook ?? false,
  });

const sick: Answers = { 'requests.errors': measured(0.4, 0, earlierAt), 'requests.rate': measured(20, 20, earlierAt) };
const well: Answers = { 'requests.errors': measured(0, 0), 'requests.rate': measured(20, 20) };

describe.each([
  {
    name: 'G-50 what was bad measures good and the alerts are quiet',
    before: sick,
    after: well,
    early: 'healed',
    last: 'healed',
  },
  {
    name: 'G-51 the alerts are quiet, but nothing was bad before',
    before: well,
    after: well,
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'G-51 the alerts are quiet, but it still measures bad',
    before: sick,
    after: { ...well, 'requests.errors': measured(0.38, 0) },
    early: 'look again',
    last: 'not healed',
  },
  {
    name: 'it measures good, but an alert still fires',
    before: sick,
    after: well,
    firing: true,
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'better, but not as usual',
    before: sick,
    after: { ...well, 'requests.errors': measured(0.1, 0) },
    early: 'look again',
    last: 'not healed',
  },
  {
    name: 'G-50 no data after',
    before: sick,
    after: { 'requests.errors': missing('no series') },
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'G-50 the question was not asked again',
    before: sick,
    after: { availability: measured(1, 1) },
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'G-50 not a number after',
    before: sick,
    after: { ...well, 'requests.errors': measured(NaN, 0) },
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'G-50 the data are older than the act',
    before: sick,
    after: { ...well, 'requests.errors': measured(0, 0, actedAt) },
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'G-50 too few requests: nobody calls it any more',
    before: sick,
    after: { 'requests.errors': measured(0, 0), 'requests.rate': measured(1, 20) },
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'G-50 hardly any request at all, and nobody knows what is usual',
    before: sick,
    after: { 'requests.errors': measured(0, 0), 'requests.rate': measured(0.001) },
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'G-50 too few requests to tell how slow it is',
    before: { 'requests.p95': measured(2, 0.1, earlierAt) },
    after: { 'requests.p95': measured(0.1, 0.1), 'requests.rate': measured(1, 20) },
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'few requests say nothing of the replicas, which are counted',
    before: { availability: measured(0, 1, earlierAt) },
    after: { availability: measured(1, 1), 'requests.rate': measured(0, 20) },
    early: 'healed',
    last: 'healed',
  },
  {
    name: 'just enough requests',
    before: sick,
    after: { 'requests.errors': measured(0, 0), 'requests.rate': measured(2, 20) },
    early: 'healed',
    last: 'healed',
  },
  {
    name: 'what was usual is not a number, so the bound for strangers counts',
    before: { 'requests.errors': measured(0.4, NaN, earlierAt) },
    after: { 'requests.errors': measured(0, NaN) },
    early: 'healed',
    last: 'healed',
  },
  {
    name: 'no data before, and it measures good now',
    before: { 'requests.errors': missing('no series') },
    after: well,
    early: 'look again',
    last: 'inconclusive',
  },
  {
    name: 'no data before, and it measures bad now',
    before: { 'requests.errors': missing('no series') },
    after: { ...well, 'requests.errors': measured(0.5, 0) },
    early: 'look again',
    last: 'not healed',
  },
  {
    name: 'a dead service has no requests before, its availability tells',
    before: { 'requests.errors': missing('no series'), availability: measured(0, 1, earlierAt) },
    after: { ...well, availability: measured(1, 1) },
    early: 'healed',
    last: 'healed',
  },
  {
    name: 'higher is better: half of the replicas are gone after the act',
    before: { availability: measured(1, 1, earlierAt) },
    after: { availability: measured(0.5, 1) },
    early: 'worse',
    last: 'worse',
  },
  {
    name: 'higher is better: more is not worse',
    before: { availability: measured(0.5, 1, earlierAt) },
    after: { availability: measured(1, 1) },
    early: 'healed',
    last: 'healed',
  },
  {
    name: 'clearly worse errors',
    before: { 'requests.errors': measured(0.1, 0, earlierAt) },
    after: { 'requests.errors': measured(0.5, 0) },
    early: 'worse',
    last: 'worse',
  },
  {
    name: 'something else that users feel broke while this one healed',
    before: { ...sick, 'requests.p95': measured(0.08, 0.08, earlierAt) },
    after: { ...well, 'requests.p95': measured(2, 0.08) },
    early: 'worse',
    last: 'worse',
  },
  {
    name: 'a little worse is noise',
    before: { 'requests.errors': measured(0.3, 0, earlierAt) },
    after: { 'requests.errors': measured(0.33, 0) },
    early: 'look again',
    last: 'not healed',
  },
  {
    name: 'a change for the worse that is still good',
    before: { ...sick, 'requests.p95': measured(0.02, 0.1, earlierAt) },
    after: { ...well, 'requests.p95': measured(0.13, 0.1) },
    early: 'healed',
    last: 'healed',
  },
  {
    name: 'users felt nothing: what the hypothesis cites decides',
    before: { 'queue.age': measured(60, 1, earlierAt), 'requests.errors': measured(0, 0, earlierAt) },
    after: { 'queue.age': measured(1, 1), 'requests.errors': measured(0, 0) },
    early: 'healed',
    last: 'healed',
  },
  {
    name: 'users felt nothing, and what is cited stays bad',
    before: { 'queue.age': measured(60, 1, earlierAt) },
    after: { 'queue.age': measured(90, 1) },
    early: 'look again',
    last: 'not healed',
  },
  {
    name: 'a count over the time behind us does not stand in the way',
    before: { ...sick, restarts: measured(4, 0, earlierAt) },
    after: { ...well, restarts: measured(4, 0) },
    early: 'healed',
    last: 'healed',
  },
])('$name', ({ before, after, firing, early, last }) => {
  test('at the end of the soak', () => expect(look(before, after, { firing: firing ?? false }).outcome).toBe(early));
  test('at the last look', () =>
    expect(look(before, after, { firing: firing ?? false, lastLook: true }).outcome).toBe(last));
  test('before the soak is over nothing is concluded', () =>
    expect(look(before, after, { firing: firing ?? false, settled: false }).outcome).toBe('look again'));
});

test('the outcome says what was measured, and cites it', () => {
  expect(look(sick, well).because).toEqual([
    {
      says: 'error ratio of cart went from 40 % to 0 %',
      evidence: ['before-requests.errors', 'after-requests.errors'],
    },
  ]);
});

test('what tells nothing says why', () => {
  const { because } = look(sick, { 'requests.errors': missing('prometheus did not answer') }, { lastLook: true });
  expect(because.map(({ says }) => says)).toEqual(['error ratio of cart: prometheus did not answer']);
});

describe('once an effect would have begun to show', () => {
  const due = { due: true, firing: true };

  it.each([0.4, 0.38, 0.5])('a ratio that is now %d, from 0.4, was not helped', value =>
    expect(look(sick, { ...well, 'requests.errors': measured(value, 0) }, due).outcome).toBe('not healed'),
  );
  it('what clearly moves is given its time', () =>
    expect(look(sick, { ...well, 'requests.errors': measured(0.2, 0) }, due).outcome).toBe('look again'));
  it('no data is no lack of effect', () =>
    expect(look(sick, { 'requests.errors': missing('no series') }, due).outcome).toBe('look again'));
  it('one bad signal that moves is reason enough to wait', () => {
    const slow: Answers = { ...sick, 'requests.p95': measured(2, 0.1, earlierAt) };
    const after = { ...well, 'requests.errors': measured(0.4, 0), 'requests.p95': measured(0.4, 0.1) };
    expect(look(slow, after, due).outcome).toBe('look again');
  });
  it('where most fails as before, failing sooner is no help', () => {
    const slow = {
      ...sick,
      'requests.errors': measured(1, 0, earlierAt),
      'requests.p95': measured(1.3, 0.1, earlierAt),
    };
    const sooner = { ...well, 'requests.errors': measured(0.98, 0), 'requests.p95': measured(0.3, 0.1) };
    expect(look(slow, sooner, due).outcome).toBe('not healed');
    const fewer = { ...sooner, 'requests.errors': measured(0.6, 0) };
    expect(look(slow, fewer, due).outcome).toBe('look again');
  });
});

describe('one thing that users feel is better and another is worse', () => {
  const before: Answers = { ...sick, 'requests.p95': measured(0.4, 0.1, earlierAt) };
  const draining: Answers = { ...well, 'requests.errors': measured(0.1, 0), 'requests.p95': measured(2, 0.1) };

  it('it may be a queue that drains: looked at again, even when an effect is due', () => {
    expect(look(before, draining).outcome).toBe('look again');
    expect(look(before, { ...draining, 'requests.errors': measured(0, 0) }, { due: true }).outcome).toBe('look again');
  });
  it('at the last look it is worse', () => expect(look(before, draining, { lastLook: true }).outcome).toBe('worse'));
  it('without anything better it is worse at once', () =>
    expect(look(before, { ...draining, 'requests.errors': measured(0.4, 0) }).outcome).toBe('worse'));
});
