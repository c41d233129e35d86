import { gapMs, randomOf } from './arrivals';

const gaps = (seed: number, count: number) => {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => gapMs(random, 8));
};

test('the same seed gives the same arrivals, another seed others', () => {
  expect(gaps(7, 50)).toEqual(gaps(7, 50));
  expect(gaps(7, 50)).not.toEqual(gaps(8, 50));
});

test('arrivals come at the rate asked for, as irregularly as a Poisson process', () => {
  const all = gaps(1, 20_000);
  const mean = all.reduce((sum, gap) => sum + gap, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / all.length);
  expect(mean).toBeGreaterThan(122);
  expect(mean).toBeLessThan(128);
  expect(deviation / mean).toBeGreaterThan(0.97);
  expect(deviation / mean).toBeLessThan(1.03);
});
