import type { Delivery, Notice } from '@autocura/common';
import { nextMove } from './nextMove';
import type { Escalation, EscalationPolicy } from './policy';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 12, minutes)).toISOString();
const minute = 60_000;

const notice = (more: Partial<Notice> = {}): Notice => ({
  ...{ id: 'i1.3', version: 0, incidentId: 'i1', kind: 'escalated', service: 'cart', severity: 'critical' },
  ...{ title: 'cart fails', reason: 'no remedy left', openedAt: at(0), stepAt: at(0), dueAt: at(0) },
  ...{ state: 'open', steps: 0, deliveries: [], ...more },
});
const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  ...{
    key: 'k',
    channel: 'mail',
    address: 'ana@x',
    name: 'ana',
    step: 0,
    about: 'call',
    state: 'delivered',
    refused: 0,
  },
  ...more,
});
const ana = { channel: 'mail', address: 'ana@x', name: 'ana' };
const bob = { channel: 'mail', address: 'bob@x', name: 'bob' };

const policy: EscalationPolicy = {
  name: 'shop',
  match: {},
  steps: [
    { afterMs: 0, to: [{ person: 'ana' }] },
    { afterMs: 10 * minute, to: [{ person: 'bob' }, { person: 'bob', by: ['mail'] }] },
  ],
  again: { times: 1, afterMs: 30 * minute },
};
const escalation = (...policies: EscalationPolicy[]): Escalation => ({
  people: { ana: { addresses: { mail: 'ana@x' } }, bob: { addresses: { mail: 'bob@x' } } },
  schedules: {},
  policies: policies.length > 0 ? policies : [policy],
});
const taken = (more: object) => ({ type: 'notice.step-taken', data: expect.objectContaining(more) });

test('the first step at once, the second when nobody answers, each person once', () => {
  expect(nextMove(notice(), escalation(), at(0))).toEqual(taken({ about: 'call', to: [ana], stepAt: at(10) }));
  const told = notice({ steps: 1, stepAt: at(10), deliveries: [delivery()] });
  expect(nextMove(told, escalation(), at(9))).toBeUndefined();
  expect(nextMove(told, escalation(), at(10))).toEqual(taken({ to: [bob], stepAt: at(40) }));
});

test('it begins again as often as the policy says, and then waits for somebody to change something', () => {
  const last = notice({ steps: 3, stepAt: at(50) });
  const move = nextMove(last, escalation(), at(50));
  expect(move).toEqual(taken({ to: [bob] }));
  expect(move?.data).not.toHaveProperty('stepAt');
  expect(nextMove(notice({ steps: 4, stepAt: at(60) }), escalation(), at(60))).toMatchObject({
    type: 'notice.deferred',
    data: { why: 'every step of policy "shop" was taken' },
  });
});

test('a first step that waits leaves it time to pass by itself', () => {
  const patient = { ...policy, steps: [{ afterMs: 5 * minute, to: [{ person: 'ana' }] }] };
  expect(nextMove(notice(), escalation(patient), at(1))).toMatchObject({ data: { until: at(5) } });
  expect(nextMove(notice({ stepAt: at(5) }), escalation(patient), at(5))).toEqual(taken({ to: [ana] }));
});

test('a step that reached nobody is named with the next one', () => {
  const deliveries = [delivery({ state: 'given up', reason: 'the host is away' })];
  const failed = notice({ steps: 1, stepAt: at(1), deliveries });
  expect(nextMove(failed, escalation(), at(1))).toEqual(taken({ to: [bob], why: 'ana by mail: the host is away' }));
});

test.each([
  { name: 'nobody is on call', step: { afterMs: 0, to: [{ schedule: 'shop' }] }, why: 'nobody is on call' },
  {
    name: 'the step is for another time',
    step: { afterMs: 0, to: [{ person: 'ana' }], during: { hours: { from: '20:00', to: '06:00' }, zone: 'UTC' } },
    why: 'the step is not for this time',
  },
])('when $name the next step is due at once', ({ step, why }) => {
  const gap = { ...policy, steps: [step, ...policy.steps] };
  expect(nextMove(notice(), escalation(gap), at(0))).toEqual(taken({ to: [], stepAt: at(0), why }));
});

test.each([
  { name: 'of another service', match: { service: ['orders'] } },
  { name: 'of another severity', match: { severity: ['info' as const] } },
  { name: 'of another kind', match: { kind: ['proposed' as const] } },
  { name: 'for another time', match: { during: { days: ['sun' as const], zone: 'UTC' } } },
])('a policy $name is not its own', ({ match }) => {
  expect(nextMove(notice(), escalation({ ...policy, match }), at(0))).toEqual({
    type: 'notice.closed',
    data: { why: 'no escalation policy covers it' },
  });
  expect(nextMove(notice(), escalation({ ...policy, match }, { ...policy, name: 'rest' }), at(0))).toEqual(
    taken({ policy: 'rest' }),
  );
});

test('news is told only where a policy names it', () => {
  expect(nextMove(notice({ kind: 'healed' }), escalation(), at(0))).toMatchObject({ type: 'notice.closed' });
  const feed = { ...policy, match: { kind: ['healed' as const] } };
  expect(nextMove(notice({ kind: 'healed' }), escalation(feed), at(0))).toEqual(taken({ to: [ana] }));
});

test('whoever asks for quiet holds it, and what is taken on is left alone', () => {
  expect(nextMove(notice(), escalation(), at(0), 'silenced')).toEqual({
    type: 'notice.deferred',
    data: { until: at(5), why: 'silenced' },
  });
  expect(nextMove(notice({ state: 'acknowledged' }), escalation(), at(0))).toBeUndefined();
});

test('that it is over is told once to whom it reached', () => {
  const closed = { at: at(3), why: 'errors are as usual' };
  const over = notice({ state: 'closed', closed, deliveries: [delivery(), delivery({ key: 'k2', step: 1 })] });
  expect(nextMove(over, escalation(), at(3))).toEqual(taken({ about: 'over', to: [ana], why: closed.why }));
  expect(nextMove({ ...over, deliveries: [delivery({ state: 'given up' })] }, escalation(), at(3))).toBeUndefined();
  const told = { ...over, deliveries: [...over.deliveries, delivery({ about: 'over', step: 2, state: 'waiting' })] };
  expect(nextMove(told, escalation(), at(3))).toBeUndefined();
});
