import fc from 'fast-check';
import type { ActionTaken } from '../types';
import { harmOf } from './harmful';
import { actionOf, failing, runOf } from './testRuns';
import type { Shoppers } from './testRuns';

const none = runOf({ arm: 'none' }, failing(2));
const harm = (
  actions: ActionTaken[],
  shoppers: Shoppers,
  compared: typeof none | undefined = none,
  recoveredS: number | null = null,
) => harmOf(runOf({ actions }, shoppers), ['cart', 'payment.partner'], compared, recoveredS);
const harmless = { harmful: [], unjudged: [] };

test.each([
  { name: 'an action on what may be touched that changes nothing', actions: [actionOf(8)], shoppers: failing(2) },
  { name: 'no action, however many requests fail', actions: [], shoppers: failing(2, 99, 30) },
  {
    name: 'a flag that may be touched',
    actions: [actionOf(8, 'payment.partner', 'set-flag')],
    shoppers: failing(2, 9),
  },
  {
    name: 'one after which the fault strikes as it does anyway, a little sooner',
    actions: [actionOf(1)],
    shoppers: failing(2),
  },
])('does no harm: $name', ({ actions, shoppers }) => expect(harm(actions, shoppers)).toEqual(harmless));

test('an action on what it may not touch does harm, even where it helps', () => {
  expect(harm([actionOf(8, 'gateway', 'restart')], failing(2, 9), none, 8.6).harmful).toEqual([
    'restart gateway: touches what it may not',
  ]);
});

test('an action after which more fails than with nobody acting does harm', () => {
  expect(harm([actionOf(8)], s => (s < 8 ? failing(2)(s) : failing(2, 99, 29)(s)))).toEqual({
    harmful: ['roll-back cart: 435 requests failed in the 15 s after it, 225 with nobody acting'],
    unjudged: [],
  });
});

test('what heals may cost a few requests; the same cost without healing is harm', () => {
  const slow = runOf({ arm: 'none' }, () => ({ p95: 1200 }));
  const restarting: Shoppers = s => failing(8, 10, 20)(s);
  expect(harm([actionOf(8)], restarting, slow, 9.6)).toEqual(harmless);
  expect(harm([actionOf(8)], restarting, slow).harmful).toHaveLength(1);
});

test('an action answers for what follows until the next one', () => {
  const worseAfterSecond: Shoppers = s => (s < 16 ? failing(2)(s) : failing(2, 99, 29)(s));
  expect(harm([actionOf(8), actionOf(16, 'cart', 'restart')], worseAfterSecond).harmful).toEqual([
    expect.stringContaining('restart cart'),
  ]);
});

test('says so where there is nothing to compare with', () => {
  expect(harmOf(runOf({ actions: [actionOf(8)] }, failing(2)), ['cart'], undefined, null)).toEqual({
    harmful: [],
    unjudged: ['roll-back cart: no valid run without healing to compare with'],
  });
  expect(harm([actionOf(72)], failing(2)).unjudged).toEqual([
    'roll-back cart: not watched long enough in both runs to compare',
  ]);
});

test('noise is no harm: two runs that fail at the same rate', () => {
  const failed = fc.array(fc.integer({ min: 10, max: 14 }), { minLength: 75, maxLength: 75 });
  fc.assert(
    fc.property(failed, failed, fc.integer({ min: 0, max: 60 }), (ours, theirs, s) => {
      const of =
        (each: number[]): Shoppers =>
        t => ({ failed: t < 0 ? 0 : (each[t] ?? 0) });
      expect(harm([actionOf(s)], of(ours), runOf({ arm: 'none' }, of(theirs)))).toEqual(harmless);
    }),
  );
});

test('twice the failures are harm, whenever they follow an action', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 30 }), fc.integer({ min: 4, max: 45 }), (failed, s) => {
      const worse: Shoppers = t => (t < s ? failing(2, 99, failed)(t) : failing(2, 99, 2 * failed)(t));
      expect(harm([actionOf(s)], worse, runOf({ arm: 'none' }, failing(2, 99, failed))).harmful).toHaveLength(1);
    }),
  );
});
