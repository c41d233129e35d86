import fc from 'fast-check';
import { newcombe, wilson, z90 } from './newcombe';

const z95 = 1.959964;

/** The published examples of Newcombe 1998, table II, method 10. */
test.each([
  { a: [56, 70], b: [48, 80], lower: 0.0524, upper: 0.3339 },
  { a: [9, 10], b: [3, 10], lower: 0.1705, upper: 0.809 },
  { a: [6, 7], b: [2, 7], lower: 0.0582, upper: 0.8062 },
  { a: [5, 56], b: [0, 29], lower: -0.0381, upper: 0.1926 },
  { a: [0, 10], b: [0, 20], lower: -0.1611, upper: 0.2775 },
  { a: [10, 10], b: [0, 20], lower: 0.6791, upper: 1 },
])('$a against $b is $lower to $upper', ({ a, b, lower, upper }) => {
  const interval = newcombe({ successes: a[0]!, of: a[1]! }, { successes: b[0]!, of: b[1]! }, z95);
  expect(interval.lower).toBeCloseTo(lower, 4);
  expect(interval.upper).toBeCloseTo(upper, 4);
});

const share = fc.nat(60).chain(of => fc.record({ of: fc.constant(of), successes: fc.nat(of) }));

test('the share lies within its interval, and the interval between 0 and 1', () => {
  fc.assert(
    fc.property(share, one => {
      const { lower, upper } = wilson(one, z90);
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(upper).toBeLessThanOrEqual(1);
      if (one.of === 0) return;
      expect(lower).toBeLessThanOrEqual(one.successes / one.of + 1e-12);
      expect(upper).toBeGreaterThanOrEqual(one.successes / one.of - 1e-12);
    }),
  );
});

test('one more success never makes the difference smaller', () => {
  fc.assert(
    fc.property(share, share, (a, b) => {
      const more = { of: a.of + 1, successes: a.successes + 1 };
      fc.pre(a.of > 0);
      expect(newcombe(more, b, z90).lower).toBeGreaterThanOrEqual(newcombe(a, b, z90).lower - 1e-12);
    }),
  );
});

test('nothing known on one side decides nothing', () => {
  expect(newcombe({ of: 5, successes: 5 }, { of: 0, successes: 0 }, z90).lower).toBeLessThan(0);
});
