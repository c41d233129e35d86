import type { Slo } from '@autocura/common';
import { aSubject, someFacts } from '../examples';
import { errorBudget } from './errorBudget';

const slo = (more: Partial<Slo> = {}): Slo => ({
  ...{ objective: 'cart-availability', service: 'cart', target: 0.999, days: 28, left: 0.4, spentByHealing: 0 },
  ...{ at: '2026-01-05T10:00:00.000Z', burns: [], ...more },
});
const judged = (...budgets: Slo[]) => errorBudget.judge(aSubject(), someFacts({ budgets }));

test('G-74 nothing runs by itself on a service whose error budget is used up', () =>
  expect(judged(slo({ left: -0.2 }))).toEqual({
    decision: 'ask',
    reason: 'the error budget of cart-availability (cart) is used up: 99.9 % over 28 days',
  }));

test('G-74 nor where acting itself has spent it', () =>
  expect(judged(slo({ spentByHealing: 0.12 }))).toEqual({
    decision: 'ask',
    reason: 'acting has itself spent 12 % of the error budget of cart-availability (cart)',
  }));

test('G-74 nor where nobody can tell what is left', () =>
  expect(judged(slo({ left: 1, unknown: 'Prometheus does not answer' }))).toEqual({
    decision: 'ask',
    reason: 'what is left of the error budget of cart-availability (cart) is not known: Prometheus does not answer',
  }));

test.each([
  { name: 'there is budget left', budgets: [slo()] },
  { name: 'another service has none left', budgets: [slo({ service: 'orders', left: -1 })] },
  { name: 'nobody has set an objective', budgets: [] },
])('when $name it has nothing to say', ({ budgets }) => expect(judged(...budgets)).toBeUndefined());
