import { faultScores } from './faultScores';
import type { Scored } from './result';
import { scoredOf } from './testResults';

const seeds = (...each: Partial<Scored>[]) => each.map((rest, i) => scoredOf({ seed: i + 1, ...rest }));
const first = (results: Scored[]) => faultScores(results, 'autocura')[0];

test.each([
  { name: 'two of three seeds', results: seeds({}, {}, { recoveredS: null, modeRight: false }), holds: true },
  {
    name: 'one of three seeds',
    results: seeds({}, { recoveredS: null, modeRight: false }, { recoveredS: null, serviceRight: false }),
    holds: false,
  },
  { name: 'one of two seeds', results: seeds({}, { recoveredS: null, modeRight: false }), holds: false },
  { name: 'the one seed that ran', results: seeds({}), holds: true },
  {
    name: 'the seeds that count',
    results: seeds(
      {},
      { recoveredS: null, modeRight: false, void: ['late'] },
      { recoveredS: null, modeRight: false, void: ['late'] },
    ),
    holds: true,
  },
])('right and recovered by $name: $holds', ({ results, holds }) =>
  expect(first(results)).toMatchObject({ right: holds, recovered: holds }),
);

test('who does not recover is counted with the horizon', () => {
  expect(first(seeds({ recoveredS: 10 }, { recoveredS: null }))?.recoveredS).toBe(65);
  expect(first(seeds({ requestsFailed: 100 }, { requestsFailed: 50 }))?.requestsFailed).toBe(75);
});

test('herrings, other arms and runs of which recovery is open are left out', () => {
  const left = [scoredOf({ kind: 'herring' }), scoredOf({ arm: 'none' }), scoredOf({ recoveryKnown: false })];
  expect(faultScores(left, 'autocura')).toEqual([]);
});
