import type { Arm } from '../types';
import type { Scored } from './result';
import { rowOf } from './table';
import { scoredOf } from './testResults';
import { verdictsOf } from './verdicts';

const names = Array.from({ length: 17 }, (_, i) => `fault-${i + 1}`);
const league = (arm: Arm, rest: Partial<Scored> | ((fault: string, i: number) => Partial<Scored>) = {}) =>
  names.map((fault, i) => scoredOf({ fault, arm, ...(typeof rest === 'function' ? rest(fault, i) : rest) }));

const others = [
  ...league('none', { recoveredS: null, requestsFailed: 900 }),
  ...league('restart', (_, i) =>
    i < 5 ? { recoveredS: 11, requestsFailed: 100 } : { recoveredS: null, requestsFailed: 800 },
  ),
  ...league('rollback-or-restart', (_, i) => ({ recoveredS: i < 9 ? 9 : null, requestsFailed: 500 })),
];
const herring = scoredOf({ fault: 'herring', kind: 'herring', firstHypothesis: 'unknown', hurt: false, recoveredS: 0 });

const verdict = (part: string, autocura: Scored[], rest = [...others, herring]) => {
  const results = [...autocura, ...rest];
  return verdictsOf([rowOf(results, 'autocura', 1)], results, 1).find(({ promise }) => promise.includes(part));
};
const firstOnes = (count: number, rest: Partial<Scored>) => league('autocura', (_, i) => (i < count ? rest : {}));

test('all is met by a league in which all went well', () => {
  const results = [...league('autocura'), ...others, herring];
  expect(verdictsOf([rowOf(results, 'autocura', 1)], results, 1).filter(({ met }) => met !== true)).toEqual([]);
});

test.each([
  { part: 'named right', autocura: firstOnes(2, { modeRight: false }), met: true, figure: '15 of 17' },
  { part: 'named right', autocura: firstOnes(3, { modeRight: false }), met: false, figure: '14 of 17' },
  { part: 'recovered on', autocura: firstOnes(3, { recoveredS: null }), met: true, figure: '14 of 17' },
  { part: 'recovered on', autocura: firstOnes(4, { recoveredS: null }), met: false, figure: '13 of 17' },
  { part: 'statistics', autocura: firstOnes(5, { locatedRight: false }), met: true, figure: '12 of 17' },
  { part: 'statistics', autocura: firstOnes(6, { locatedRight: false }), met: false, figure: '11 of 17' },
  { part: 'harmful', autocura: firstOnes(1, { harmful: ['restart cart: why'] }), met: false, figure: '1 harmful' },
  { part: 'harmful', autocura: firstOnes(1, { harmKnown: false }), met: null, figure: '0 harmful; open in 1 runs' },
  { part: 'claimed', autocura: firstOnes(1, { claimedWrongly: true }), met: false, figure: '1 times' },
  { part: 'claimed', autocura: firstOnes(1, { claimedWrongly: null }), met: null, figure: '0 times; open in 1 runs' },
  { part: 'mean seconds', autocura: league('autocura', { recoveredS: 30.5 }), met: true },
  { part: 'mean seconds', autocura: league('autocura', { recoveredS: 31 }), met: false },
  { part: 'requests failed', autocura: league('autocura', { requestsFailed: 250 }), met: true },
  { part: 'requests failed', autocura: league('autocura', { requestsFailed: 251 }), met: false },
  { part: 'where restart', autocura: league('autocura', { recoveredS: 16 }), met: true },
  { part: 'where restart', autocura: league('autocura', { recoveredS: 17 }), met: false },
  { part: 'where restart', autocura: firstOnes(1, { recoveredS: 27 }), met: false },
  { part: 'where rollback', autocura: firstOnes(1, { recoveredS: 24 }), met: true },
])('$part: $met', ({ part, autocura, met, figure }) => {
  const found = verdict(part, autocura);
  expect(found?.met).toBe(met);
  if (figure) expect(found?.figure).toBe(figure);
});

test.each<[string, Partial<Scored>, boolean]>([
  ['an action', { actions: [{ atS: 5, action: 'restart', touched: 'cart', params: {} }] }, false],
  ['a cause that is none', { firstHypothesis: 'cart/bad-release', serviceRight: false }, false],
  ['a wrong claim', { claimedWrongly: true }, false],
  ['nothing', {}, true],
])('a herring with %s: %s', (_, rest, met) => {
  expect(verdict('herrings', league('autocura'), [...others, { ...herring, ...rest }])?.met).toBe(met);
});

test('says what could not be judged instead of passing it', () => {
  const alone = (part: string) => verdict(part, league('autocura'), [])?.met;
  expect(['hurts', 'herrings', 'mean seconds', 'where restart'].map(alone)).toEqual([null, null, null, null]);
  const oneRival = others.filter(({ arm }) => arm !== 'rollback-or-restart');
  expect(verdict('mean seconds', league('autocura'), oneRival)).toMatchObject({ met: null });
  expect(verdict('recovered on', firstOnes(1, { void: ['late'] }))?.figure).toBe(
    '16 of 16; 1 without a run that counts',
  );
});

test('a fault that nobody feels is named, and fails the league', () => {
  const numb = others.map(each => (each.arm === 'none' && each.fault === 'fault-4' ? { ...each, hurt: false } : each));
  expect(verdict('hurts', league('autocura'), numb)).toMatchObject({
    met: false,
    hard: true,
    figure: 'not fault-4 (seed 1)',
  });
});
