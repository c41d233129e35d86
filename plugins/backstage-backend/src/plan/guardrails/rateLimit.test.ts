import { aPastAction, ago, inMinutes, limited, someFacts } from '../examples';
import { rateLimit } from './rateLimit';

const subject = limited({ perTargetPerHour: 2, perServicePerHour: 3, perHour: 4 });
const judge = (...recent: Parameters<typeof aPastAction>[0][]) =>
  rateLimit.judge(subject, someFacts({ recent: recent.map(aPastAction) }));
const elsewhere = { target: 'orders', service: 'orders' };

test('G-23 so many actions an hour on a target; free again when the oldest that counts is an hour old', () => {
  expect(judge({ at: ago(10) }, { at: ago(40) })).toEqual({
    decision: 'deny',
    reason: '2 actions on cart within an hour, the limit is 2',
    until: inMinutes(20),
  });
});

test('G-23 with more than the limit, enough of them have to age', () => {
  expect(judge({ at: ago(10) }, { at: ago(40) }, { at: ago(50) })).toMatchObject({ until: inMinutes(20) });
});

test('G-23 so many for a service, whatever the target', () => {
  const forCart = { target: 'a flag', at: ago(30) };
  expect(judge(forCart, forCart, forCart)?.reason).toBe('3 actions for cart within an hour, the limit is 3');
});

test('G-23 so many in all', () => {
  const one = { ...elsewhere, at: ago(15) };
  expect(judge(one, one, one, one)).toEqual({
    decision: 'deny',
    reason: '4 actions in all within an hour, the limit is 4',
    until: inMinutes(45),
  });
});

test('G-23 of several full budgets the one that frees last counts', () => {
  const other = { ...elsewhere, at: ago(5) };
  expect(judge({ at: ago(50) }, { at: ago(50) }, other, other)).toMatchObject({ until: inMinutes(10) });
  expect(judge({ at: ago(20) }, { at: ago(20) }, { ...other, at: ago(50) }, other)).toMatchObject({
    until: inMinutes(40),
  });
});

test('what is an hour old does not count', () => {
  expect(judge({ at: ago(60) }, { at: ago(61) }, { at: ago(1) })).toBeUndefined();
});

test('a budget of none never frees', () => {
  const none = limited({ perTargetPerHour: 0 });
  expect(rateLimit.judge(none, someFacts())).toEqual({
    decision: 'deny',
    reason: '0 actions on cart within an hour, the limit is 0',
  });
});

test('a budget that never frees outlasts one that does', () => {
  const subject = limited({ perTargetPerHour: 1, perHour: 0 });
  const word = rateLimit.judge(subject, someFacts({ recent: [aPastAction({ at: ago(5) })] }));
  expect(word).toEqual({ decision: 'deny', reason: '1 action in all within an hour, the limit is 0' });
});
