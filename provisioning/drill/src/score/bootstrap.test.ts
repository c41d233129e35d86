import fc from 'fast-check';
import { bootstrap } from './bootstrap';
import { mean, median } from './judged';

test('the same seed gives the same interval', () => {
  const items = [3, 50, 12, 7, 90, 41];
  expect(bootstrap(items, mean, 7)).toEqual(bootstrap(items, mean, 7));
  expect(bootstrap(items, mean, 7)).not.toEqual(bootstrap(items, mean, 8));
});

test('the interval lies within what the items hold', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 20 }), items => {
      const found = bootstrap(items, mean) ?? { value: NaN, low: NaN, high: NaN };
      expect(found.low).toBeGreaterThanOrEqual(Math.min(...items));
      expect(found.high).toBeLessThanOrEqual(Math.max(...items));
      expect(found.low).toBeLessThanOrEqual(found.high);
    }),
    { numRuns: 20 },
  );
});

test('a mean of many like items is narrower than one of few, and about as wide as theory says', () => {
  const items = (n: number) => Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 0 : 100));
  const width = (n: number) => {
    const found = bootstrap(items(n), mean);
    return (found?.high ?? 0) - (found?.low ?? 0);
  };
  // 2 * 1.96 * 50 / sqrt(n)
  expect(width(100)).toBeGreaterThan(17);
  expect(width(100)).toBeLessThan(22);
  expect(width(16)).toBeGreaterThan(width(100));
});

test('no items, no figure', () => expect(bootstrap([], median)).toBeNull());
