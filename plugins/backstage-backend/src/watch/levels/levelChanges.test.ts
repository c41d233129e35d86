import { levelChanges } from './levelChanges';

/** Even noise from -1 to 1, always the same. */
const noise = (n: number) => (Math.imul(n + 1, 2_654_435_761) >>> 0) / 2 ** 31 - 1;
const course = (of: (n: number) => number, length = 180) =>
  Array.from({ length }, (_, n): [number, number] => [60 * n, of(n)]);

test('a level that rises and one that falls again, each at its moment', () => {
  const found = levelChanges(course(n => (n >= 70 && n < 120 ? 250 : 100) + 3 * noise(n)));
  expect(found.map(({ at }) => at / 60)).toEqual([70, 120]);
  expect(found[0]?.before).toBeCloseTo(100, -1);
  expect(found[0]?.after).toBeCloseTo(250, -1);
});

test.each([
  { name: 'noise', of: (n: number) => 100 + 10 * noise(n) },
  { name: 'nothing', of: () => 5 },
  { name: 'a trend', of: (n: number) => 100 + n + noise(n) },
  { name: 'a change of a tenth', of: (n: number) => (n >= 90 ? 110 : 100) + noise(n) },
  { name: 'a peak', of: (n: number) => (n >= 90 && n < 96 ? 300 : 100) + noise(n) },
  { name: 'a level that only just began', of: (n: number) => (n >= 174 ? 300 : 100) + noise(n) },
  { name: 'more noise', of: (n: number) => 100 + (n >= 90 ? 40 : 2) * noise(n) },
])('$name is no change of level', ({ of }) => expect(levelChanges(course(of))).toEqual([]));
