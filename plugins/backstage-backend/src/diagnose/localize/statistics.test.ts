import { medianOf, quantileOf, sortedOf, spreadOf, strongestThird } from './statistics';

test.each([
  { name: 'between two values', values: [1, 2, 3, 4], share: 0.5, is: 2.5 },
  { name: 'the largest', values: [1, 5], share: 1, is: 5 },
  { name: 'of nothing', values: [], share: 0.5, is: NaN },
])('a quantile: $name', ({ values, share, is }) => expect(quantileOf(values, share)).toBe(is));

test('sorting leaves out what was not sampled', () => expect([...sortedOf([3, NaN, 1])]).toEqual([1, 3]));
test('the median does not follow one value', () => expect(medianOf([1, 2, 1000])).toBe(2));
test('the spread of what never changes is 0', () => expect(spreadOf([4, 4, 4])).toBe(0));

test.each([
  { name: 'one row alone does not count', values: [0, 0, 0, 0, 0, 100], is: 0 },
  { name: 'what holds for rows does', values: [0, 0, 0, 10, 10, 10], is: 10 },
  { name: 'of three values none is left out', values: [1, 2, 9], is: 9 },
])('the strongest third: $name', ({ values, is }) => expect(strongestThird(values)).toBe(is));
