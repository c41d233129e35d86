import { hurts } from './hurts';
import { failing, injectedAt, runOf } from './testRuns';

test.each([
  { name: 'errors that stay', shoppers: failing(5), is: true },
  {
    name: 'errors of two crashes',
    shoppers: (s: number) => ({ ...failing(20, 23)(s), ...failing(45, 48)(s) }),
    is: true,
  },
  { name: 'orders that are never confirmed', shoppers: (s: number) => (s > 1 ? { confirmed: 0 } : {}), is: true },
  { name: 'nothing', shoppers: () => ({}), is: false },
  { name: 'a hiccup of a second', shoppers: failing(5, 6), is: false },
  { name: 'what comes after the minute that is compared', shoppers: failing(65), is: false },
])('$name: $is', ({ shoppers, is }) => expect(hurts(runOf({ arm: 'none' }, shoppers))).toBe(is));

test('cannot be told without records from before', () => {
  const run = runOf({}, failing(5));
  expect(hurts({ ...run, seconds: run.seconds.filter(({ t }) => t > injectedAt) })).toBeNull();
});
