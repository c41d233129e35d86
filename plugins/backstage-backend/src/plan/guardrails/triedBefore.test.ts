import type { Attempt } from '@autocura/common';
import { attemptKey } from '../attempts';
import { anAttempt, anIncident, aSubject, limited, restartCart, rollCartBack, someFacts } from '../examples';
import { triedBefore } from './triedBefore';

const after = (...attempts: Attempt[]) => ({ incident: anIncident({ attempts }) });
const judge = (subject = aSubject()) => triedBefore.judge(subject, someFacts())?.decision;

test.each(['not healed', 'worse', 'inconclusive'] as const)('G-60 what came to "%s" is not tried again', outcome => {
  expect(judge(aSubject(after(anAttempt({ outcome }))))).toBe('deny');
});

test('G-60 the order of parameters makes no other step', () => {
  const params = { version: '1', service: 'cart' };
  const attempt = anAttempt({ step: { ...rollCartBack, params }, outcome: 'not healed' });
  expect(judge(aSubject({ ...after(attempt), step: rollCartBack }))).toBe('deny');
});

const earlier = anAttempt({ key: attemptKey({ id: 'i1', episode: 0 }, restartCart, 1), outcome: 'not healed' });

test.each([
  { name: 'what healed may heal again', attempt: anAttempt({ outcome: 'healed' }) },
  { name: 'another step', attempt: anAttempt({ step: rollCartBack, outcome: 'not healed' }) },
  { name: 'an earlier episode', attempt: earlier },
])('$name', ({ attempt }) => expect(judge(aSubject(after(attempt)))).toBeUndefined());

test('policy may allow to try again, and a person may insist', () => {
  const tried = after(anAttempt({ outcome: 'not healed' }));
  expect(judge(limited({ tryAgain: true }, tried))).toBeUndefined();
  expect(judge(aSubject({ ...tried, by: 'user:default/ana' }))).toBeUndefined();
});
