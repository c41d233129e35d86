import { aPastAction, ago, anAction, inMinutes, limited, someFacts } from '../examples';
import { growth } from './growth';

const step = { action: 'scale', target: 'cart', params: { service: 'cart', replicas: 4 } };
const action = anAction({ id: 'scale', reversible: 'reversible', grows: 'replicas', leaves: () => 4 });
const raise = (about: Partial<ReturnType<typeof aPastAction>> = {}) =>
  aPastAction({
    ...{ action: 'scale', params: { service: 'cart', replicas: 3 } },
    undo: { ...step, params: { service: 'cart', replicas: 2 } },
    ...about,
  });
const judge = (recent: ReturnType<typeof aPastAction>[], replicas = 2) =>
  growth.judge(
    limited({ raisesPerDay: 2, raisesPerDayInAll: 3 }, { step, action }),
    someFacts({ recent, replicas: { cart: { running: replicas, wanted: replicas } } }),
  );

test('G-24 so many raises of a target a day; free again when the oldest that counts is a day old', () => {
  expect(judge([raise()])).toBeUndefined();
  expect(judge([raise({ at: ago(10) }), raise({ at: ago(60) })])).toEqual({
    decision: 'deny',
    reason: '2 raises of cart within a day, the limit is 2',
    until: inMinutes(23 * 60),
  });
});

test('G-24 so many in all, whatever the target', () => {
  const other = raise({ target: 'orders' });
  expect(judge([other, other, other])?.reason).toBe('3 raises in all within a day, the limit is 3');
});

test.each<[string, Parameters<typeof raise>[0]]>([
  ['that was taken back', { undoneAt: ago(5) }],
  ['a day ago', { at: ago(24 * 60) }],
  ['of something else', { action: 'set-retries', params: { replicas: 3 } }],
  ['that lowered', { params: { service: 'cart', replicas: 1 } }],
])('what was a raise %s does not count', (_, about) => {
  expect(judge([raise(about), raise(about), raise(about)])).toBeUndefined();
});

test('G-24 one that nobody knows the value before of counts', () => {
  const { undo: _undo, ...unknown } = raise();
  expect(judge([unknown, unknown])?.decision).toBe('deny');
});

test('taking away costs nothing, and neither does what costs the same', () => {
  expect(judge([raise(), raise()], 4)).toBeUndefined();
  const free = limited({ raisesPerDay: 0 }, { step, action: anAction({ id: 'scale' }) });
  expect(growth.judge(free, someFacts())).toBeUndefined();
});

test('G-24 a budget of none never frees', () => {
  const none = limited({ raisesPerDay: 0 }, { step, action });
  expect(growth.judge(none, someFacts())).toEqual({
    decision: 'deny',
    reason: '0 raises of cart within a day, the limit is 0',
  });
});
