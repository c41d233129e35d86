import { aSubject, anAction, restartCart, someFacts } from '../examples';
import { soundStep } from './soundStep';

test.each(['', ' ', '\t\n'])('G-12 the empty target "%s" is refused', target => {
  const judged = soundStep.judge(aSubject({ step: { ...restartCart, target } }), someFacts());
  expect(judged).toEqual({ decision: 'deny', reason: 'the step is not sound: it names no target' });
});

test('G-12 what the action objects to is refused', () => {
  const action = anAction({ objection: () => 'replicas: too many' });
  expect(soundStep.judge(aSubject({ action }), someFacts())).toEqual({
    decision: 'deny',
    reason: 'the step is not sound: replicas: too many',
  });
});

test('a sound step passes', () => expect(soundStep.judge(aSubject(), someFacts())).toBeUndefined());
