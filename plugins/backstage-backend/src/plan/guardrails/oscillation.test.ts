import type { Step } from '@autocura/common';
import { ago, anAction, aPastAction, aSubject, restartCart, someFacts } from '../examples';
import type { PastAction } from '../facts';
import { oscillation } from './oscillation';

const scaled = (replicas: number): Step => ({ action: 'scale', target: 'cart', params: { service: 'cart', replicas } });
const flagged = (flag: string, value: string): Step => ({
  action: 'set-flag',
  target: 'cart',
  params: { flag, value },
});
const did = (step: Step, undo?: Step, about: Partial<PastAction> = {}) =>
  aPastAction({ ...step, ...(undo && { undo }), at: ago(20), ...about });
const judge = (step: Step, recent: PastAction[], by?: string) =>
  oscillation.judge(
    aSubject({
      step,
      action: anAction({ id: step.action, reversible: 'reversible' }),
      ...(by !== undefined && { by }),
    }),
    someFacts({ recent }),
  );

test('G-61 scaled up and down again within an hour', () => {
  expect(judge(scaled(2), [did(scaled(5), scaled(2))])).toEqual({
    decision: 'deny',
    reason: `back and forth within an hour: it was set otherwise at ${ago(20)}`,
  });
});

test('G-61 a flag set back and forth', () => {
  const off = flagged('beta', 'off');
  expect(judge(off, [did(flagged('beta', 'on'), off)])?.decision).toBe('deny');
  expect(judge(flagged('other', 'off'), [did(flagged('beta', 'on'), off)])).toBeUndefined();
});

test('G-61 done again what was taken back within an hour, by when it was taken back', () => {
  const undone = did(scaled(5), scaled(2), { at: ago(90), undoneAt: ago(50), outcome: 'worse' });
  expect(judge(scaled(5), [undone])?.reason).toBe(`back and forth within an hour: it was taken back at ${ago(50)}`);
  expect(judge(scaled(5), [{ ...undone, undoneAt: ago(61) }])).toBeUndefined();
});

test.each([
  { name: 'further the same way', step: scaled(8), past: did(scaled(5), scaled(2)) },
  { name: 'the same again', step: scaled(5), past: did(scaled(5), scaled(2)) },
  { name: 'back after more than an hour', step: scaled(2), past: did(scaled(5), scaled(2), { at: ago(61) }) },
  { name: 'back at another target', step: scaled(2), past: did({ ...scaled(5), target: 'b' }, scaled(2)) },
  { name: 'what has no way back, again', step: restartCart, past: did(restartCart) },
])('$name is no oscillation', ({ step, past }) => expect(judge(step, [past])).toBeUndefined());

test('a person may turn it back', () => {
  expect(judge(scaled(2), [did(scaled(5), scaled(2))], 'user:default/ana')).toBeUndefined();
});
