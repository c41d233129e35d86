import type { Outcome } from '@autocura/common';
import { anAttempt, anIncident, aPastAction, limited, someFacts } from '../examples';
import { attemptCap } from './attemptCap';

const tries = (count: number) =>
  anIncident({ attempts: Array.from({ length: count }, (_, index) => anAttempt({ number: index + 1 })) });
const judge = (incident = tries(0), outcomes: Outcome[] = [], by?: string) =>
  attemptCap.judge(
    limited({ attemptsPerEpisode: 3, failuresPerDay: 2 }, { incident, ...(by !== undefined && { by }) }),
    someFacts({ recent: outcomes.map(outcome => aPastAction({ outcome })) }),
  )?.decision;

test('G-60 so many tries in an incident and no more', () => {
  expect(judge(tries(2))).toBeUndefined();
  expect(judge(tries(3))).toBe('deny');
});

test('G-60 tries that did not heal count for a day, the inconclusive too', () => {
  expect(judge(tries(0), ['healed', 'healed', 'not healed'])).toBeUndefined();
  expect(judge(tries(0), ['inconclusive', 'worse'])).toBe('deny');
});

test('it bounds the healer, not people', () => expect(judge(tries(3), [], 'user:default/ana')).toBeUndefined());
