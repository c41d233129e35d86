import { isIn, stepOf, stretches } from './stretches';

test('what lasts from when it was noticed is believed first, the less the further off, and least what is over', () => {
  const worths = stretches.map(({ worth }) => worth);
  expect(stretches[0]).toEqual({ from: 0, worth: 1 });
  expect(worths).toEqual([...worths].sort((a, b) => b - a));
  expect(stretches.filter(({ until }) => until !== undefined).every(({ until = 1 }) => until <= 0)).toBe(true);
});

test.each([
  { name: 'just after', startUs: 1_000_000e6, of: 0 },
  { name: 'just before', startUs: 999_999e6, of: -1 },
  { name: 'long before', startUs: 0, of: -9 },
  { name: 'long after', startUs: 2_000_000e6, of: 6 },
])('$name it was noticed', ({ startUs, of }) => expect(stepOf(startUs, 1_000_000)).toBe(of));

test('without a time, all is trouble beside what is known to be good', () => expect(stepOf(5e6, NaN)).toBe(0));

test('a stretch that ends leaves out what came after', () => {
  const over = { from: -4, until: 0, worth: 1 };
  expect([-5, -4, -1, 0].map(one => isIn(over, one))).toEqual([false, true, true, false]);
  expect(isIn({ from: 0, worth: 1 }, 4)).toBe(true);
});
