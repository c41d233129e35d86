import type { Outcome } from '@autocura/common';
import { ago, anAttempt, anIncident, aPastAction, limited, someFacts } from '../examples';
import type { PastAction } from '../facts';
import { attemptCap } from './attemptCap';

const tries = (count: number) =>
  anIncident({ attempts: Array.from({ length: count }, (_, index) => anAttempt({ number: index + 1 })) });
const judgePast = (recent: PastAction[], incident = tries(0), by?: string) =>
  attemptCap.judge(
    limited({ attemptsPerEpisode: 3, failuresPerDay: 2 }, { incident, ...(by !== undefined && { by }) }),
    someFacts({ recent }),
  )?.decision;
const judge = (incident = tries(0), outcomes: Outcome[] = [], by?: string) =>
  judgePast(
    outcomes.map(outcome => aPastAction({ outcome })),
    incident,
    by,
  );
const failedAgo = (...minutes: number[]) => minutes.map(past => aPastAction({ outcome: 'not healed', at: ago(past) }));

test('G-60 so many tries in an incident and no more', () => {
  expect(judge(tries(2))).toBeUndefined();
  expect(judge(tries(3))).toBe('deny');
});

test('G-60 tries that did not heal count for a day, the inconclusive too', () => {
  expect(judge(tries(0), ['healed', 'healed', 'not healed'])).toBeUndefined();
  expect(judge(tries(0), ['inconclusive', 'worse'])).toBe('deny');
});

test('G-60 what was taken back before it was measured counts, what is being measured does not', () => {
  const { outcome: _, ...unmeasured } = aPastAction();
  expect(judgePast([...failedAgo(40), { ...unmeasured, undoneAt: ago(20) }])).toBe('deny');
  expect(judgePast([...failedAgo(40), unmeasured])).toBeUndefined();
});

test('G-60 the cap blocks for an hour after the last try', () => {
  expect(judgePast(failedAgo(200, 59))).toBe('deny');
  expect(judgePast(failedAgo(200, 60))).toBeUndefined();
});

test('G-60 each more try that does not heal doubles the time', () => {
  expect(judgePast(failedAgo(300, 200, 119))).toBe('deny');
  expect(judgePast(failedAgo(300, 200, 120))).toBeUndefined();
  expect(judgePast(failedAgo(600, 500, 400, 239))).toBe('deny');
  expect(judgePast(failedAgo(600, 500, 400, 240))).toBeUndefined();
});

test('G-60 another target or another cause has its own count', () => {
  const elsewhere = failedAgo(10, 20).map(past => ({ ...past, target: 'orders' }));
  const otherwise = failedAgo(10, 20).map(past => ({ ...past, failureMode: 'overload' }));
  expect(judgePast([...elsewhere, ...otherwise])).toBeUndefined();
});

test('it bounds the healer, not people', () => {
  expect(judge(tries(3), [], 'user:default/ana')).toBeUndefined();
  expect(judgePast(failedAgo(1, 2, 3), tries(0), 'user:default/ana')).toBeUndefined();
});
