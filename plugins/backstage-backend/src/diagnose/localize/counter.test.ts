import { perSecond } from './counter';

const times = Float64Array.from({ length: 30 }, (_, n) => n * 10);
const of = (value: (n: number) => number) => Float64Array.from({ length: 30 }, (_, n) => value(n));

test('a counter is read as what it gains each second', () => {
  const found = perSecond(
    'cpu',
    times,
    of(n => 100 + n * 20),
  );
  expect([...found.subarray(1)]).toEqual(Array.from({ length: 29 }, () => 2));
  expect(found[0]).toBeNaN();
});

test('after a restart it counts from 0', () =>
  expect(
    perSecond(
      'traffic',
      times,
      of(n => (n < 15 ? 1000 + n * 20 : (n - 14) * 20)),
    )[15],
  ).toBe(2));

test.each([
  { name: 'what goes up and down', family: 'cpu', value: (n: number) => 10 + (n % 3) },
  { name: 'what mostly stands still', family: 'errors', value: (n: number) => (n < 25 ? 0 : n) },
  { name: 'memory that climbs', family: 'memory', value: (n: number) => 100 + n },
] as const)('$name is no counter', ({ family, value }) => {
  const values = of(value);
  expect(perSecond(family, times, values)).toBe(values);
});
