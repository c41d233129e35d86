import type { Context } from '../failureMode';
import { deploy, flagChange, type Given, judged } from '../testSupport/given';
import { badFlag } from './badFlag';

const switched: Partial<Context> = { changes: [flagChange(1)] };
const fails: Given = { errors: { value: 0.5, normal: 0 }, callErrors: { parts: { backend: 0 } } };

test.each<{ name: string; given: Given; of?: Partial<Context>; support: number }>([
  { name: 'errors of its own right after a flag was switched', given: fails, of: switched, support: 7 },
  { name: 'no flag was switched', given: fails, support: -2 },
  { name: 'a release is no flag', given: fails, of: { changes: [deploy(1)] }, support: -2 },
  { name: 'a release came later', given: fails, of: { changes: [deploy(0.5), flagChange(1)] }, support: 6 },
  {
    name: 'its calls fail too',
    given: { ...fails, callErrors: { parts: { backend: 0.9 } } },
    of: switched,
    support: 0,
  },
  {
    name: 'slower since a flag was switched',
    given: { errors: 0, p95: { value: 1, normal: 0.1 } },
    of: switched,
    support: 4,
  },
  { name: 'well since', given: { errors: 0, p95: { value: 0.1, normal: 0.1 } }, of: switched, support: -3 },
])('$name', ({ given, of, support }) => expect(judged(badFlag, given, of).support).toBe(support));

test('the flag goes back to what it was', () => {
  expect(judged(badFlag, fails, switched)).toMatchObject({ actions: ['set-flag api.new off'], change: { id: 'f1' } });
});

test('the flag that was switched last, of several', () => {
  const changes = [flagChange(0.2, { key: 'api.size', from: '3', to: '4' }), flagChange(1)];
  expect(judged(badFlag, fails, { changes }).actions).toEqual(['set-flag api.size 3']);
});

test('a flag that is not named cannot be set back', () => {
  const { key: _, ...rest } = flagChange(1);
  expect(judged(badFlag, fails, { changes: [rest] }).actions).toEqual([]);
});

test('a flag that was on for a while before the trouble began is cleared', () => {
  const began = (minutesAfter: number) =>
    new Date(Date.parse(switched.changes![0]!.at) + minutesAfter * 60_000).toISOString();
  expect(judged(badFlag, fails, { ...switched, began: began(1) }).actions).toEqual(['set-flag api.new off']);
  expect(judged(badFlag, fails, { ...switched, began: began(6) })).toMatchObject({ support: -2, actions: [] });
});
