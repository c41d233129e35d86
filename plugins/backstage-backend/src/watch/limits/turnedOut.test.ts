import type { Prediction } from '@autocura/common';
import { turnedOut } from './turnedOut';

const start = Date.UTC(2026, 0, 1);
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const told = { at: at(0), value: 0.7, likelihood: 0.8, eta: at(60), lo: at(40), hi: at(90) };
const prediction = {
  told,
  horizonMs: 120_000,
  limit: 0.95,
  direction: 'above',
  standing: true,
} satisfies Partial<Prediction>;

/** A value each ten seconds, beyond from then on. */
const course = (until: number, beyondFrom = Infinity): [number, number][] =>
  Array.from({ length: Math.floor(until / 10) + 1 }, (_, n) => [start / 1000 + n * 10, n * 10 >= beyondFrom ? 1 : 0.7]);
const judged = (
  seconds: number,
  values: [number, number][],
  { acted = false, ...more }: Partial<Prediction> & { acted?: boolean } = {},
) => turnedOut({ ...prediction, ...more }, values, { now: new Date(start + seconds * 1000), acted });

test.each([
  { name: 'before the band', crosses: 20, outcome: 'early' },
  { name: 'where it begins', crosses: 40, outcome: 'in the band' },
  { name: 'where it ends', crosses: 90, outcome: 'in the band' },
  { name: 'after it', crosses: 100, outcome: 'late' },
])('what comes $name is $outcome', ({ crosses, outcome }) =>
  expect(judged(300, course(130, crosses))).toEqual({ outcome, crossedAt: at(crosses) }),
);

test('a band without an end holds whatever comes after its begin', () => {
  const { hi: _, ...open } = told;
  expect(judged(300, course(240, 200), { told: open })).toMatchObject({ outcome: 'in the band' });
});

test('two values beyond are noise', () => {
  const values = course(100);
  values[4] = [values[4]![0], 1];
  values[5] = [values[5]![0], 1];
  expect(judged(100, values)).toBeUndefined();
});

test('what was beyond before it was told is not what was told', () => {
  const before = course(60, 0).map(([time]): [number, number] => [time - 1000, 1]);
  expect(judged(100, before)).toBeUndefined();
});

test('it may come until the band is over, and for two horizons', () => {
  expect(judged(240, course(240))).toBeUndefined();
  expect(judged(241, course(240))).toEqual({ outcome: 'did not come' });
  expect(judged(241, course(240), { told: { ...told, hi: at(400) } })).toBeUndefined();
});

test('what is done about it leaves open whether it would have come', () => {
  expect(judged(30, course(30), { acted: true })).toBeUndefined();
  expect(judged(30, course(30), { acted: true, standing: false })).toEqual({ outcome: 'prevented' });
  expect(judged(241, course(240), { acted: true })).toEqual({ outcome: 'prevented' });
  expect(judged(100, course(130, 50), { acted: true })).toMatchObject({ outcome: 'in the band' });
});

test('without data nobody can tell', () => {
  expect(judged(241, [])).toEqual({ outcome: 'not measured' });
  expect(judged(241, course(60))).toEqual({ outcome: 'not measured' });
});
