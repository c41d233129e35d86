import { changePoints } from './changePoints';

const noise = (place: number) => (Math.imul(place + 1, 2_654_435_761) >>> 0) / 2 ** 31 - 1;
const series = (of: (place: number) => number, length = 200) => Float64Array.from({ length }, (_, place) => of(place));

test.each([
  { name: 'only noise', of: noise, changes: [] },
  { name: 'always the same', of: () => 4, changes: [] },
  { name: 'a trend that goes on', of: (place: number) => place / 10 + noise(place), changes: [] },
  { name: 'a new level', of: (place: number) => (place < 120 ? 0 : 10) + noise(place), changes: [120] },
  { name: 'a new trend', of: (place: number) => Math.abs(place - 100) + noise(place), changes: [100] },
  { name: 'a new noise', of: (place: number) => (place < 80 ? 1 : 30) * noise(place), changes: [80] },
  {
    name: 'there and back',
    of: (place: number) => (place >= 60 && place < 90 ? 9 : 0) + noise(place),
    changes: [60, 90],
  },
])('$name', ({ of, changes }) => {
  const found = changePoints(series(of));
  expect(found).toHaveLength(changes.length);
  changes.forEach((change, nth) => expect(Math.abs((found[nth] ?? NaN) - change)).toBeLessThanOrEqual(4));
});

test('what goes to and fro has no more changes than anybody sees', () =>
  expect(
    changePoints(series(place => (Math.floor(place / 10) % 2) * 10 + noise(place), 400)).length,
  ).toBeLessThanOrEqual(10));

test('of almost nothing nothing is said', () => {
  expect(changePoints(new Float64Array())).toEqual([]);
  expect(changePoints(Float64Array.from([1, 9, 1]))).toEqual([]);
});
