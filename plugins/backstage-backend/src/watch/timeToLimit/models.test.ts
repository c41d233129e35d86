import { type Model, modelsFor } from './models';

const [horizon, day] = [24, 48];
const paths = (course: number[]) =>
  modelsFor(horizon, day).map((model: Model) => {
    const expects = model(Float64Array.from(course), course.length);
    return expects && [expects(1), expects(horizon)].map(value => Math.round(value * 100) / 100);
  });
const line = Array.from({ length: 60 }, (_, n) => n);

test('of a line all that see no cycle expect that it goes on', () =>
  expect(paths(line)).toEqual([...new Array(6).fill([60, 83]), undefined, [60, 83]]));

test('what comes back each day is expected to', () => {
  const daily = Array.from({ length: 150 }, (_, n) => Math.round(10 * Math.sin((2 * Math.PI * n) / day)));
  const [, , , , yesterday, lately] = paths(daily);
  expect(yesterday).toEqual([daily[150 - day], daily[150 - day + horizon - 1]]);
  expect(lately).toEqual(yesterday);
});

test('a restart by the clock is expected at its time', () => {
  const restarts = Array.from({ length: 90 }, (_, n) => n % 20);
  expect(paths(restarts)[6]).toEqual([10, 13]);
});

test('what slows down is expected to slow down further', () => {
  const settling = Array.from({ length: 60 }, (_, n) => 100 * (1 - Math.exp(-n / 12)));
  const [next, far] = paths(settling)[7] ?? [];
  expect(far).toBeLessThan(101);
  expect(next).toBeGreaterThan(settling[59] ?? 0);
});

test('of too little nothing is expected', () => expect(paths([1, 2])).toEqual(new Array(8).fill(undefined)));
