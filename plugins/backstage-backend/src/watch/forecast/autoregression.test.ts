import { autoregressionOf, goOn } from './autoregression';

const series = (of: (at: number) => number, length = 200) => Float64Array.from({ length }, (_, at) => of(at));
const ahead = (values: Float64Array, lags: number[], steps: number) => {
  const model = autoregressionOf(values, lags);
  return model && Array.from(goOn(model, values, steps));
};

test('what repeats goes on repeating', () => {
  const wave = (at: number) => 5 + Math.sin((2 * Math.PI * at) / 12);
  const told = ahead(series(wave), [1, 2, 12], 24) ?? [];
  told.forEach((value, step) => expect(value).toBeCloseTo(wave(200 + step), 1));
  expect(told).toHaveLength(24);
});

test('what stays the same stays the same', () =>
  expect(
    ahead(
      series(() => 7),
      [1, 24],
      3,
    ),
  ).toEqual([7, 7, 7]));

test('too few rows tell nothing', () =>
  expect(
    ahead(
      series(at => at, 40),
      [1, 24],
      3,
    ),
  ).toBeUndefined());

test('each value is the weighted sum that made it', () => {
  const values = series(() => 0, 400);
  values.set([1, 2]);
  for (let at = 2; at < 400; at += 1) {
    values[at] = 10 + 0.6 * (values[at - 1] ?? 0) - 0.3 * (values[at - 2] ?? 0) + Math.sin(at * at);
  }
  const [near = 0, far = 0] = autoregressionOf(values, [1, 2])?.weights ?? [];
  expect(near).toBeGreaterThan(0.5);
  expect(near).toBeLessThan(0.7);
  expect(far).toBeLessThan(-0.2);
  expect(far).toBeGreaterThan(-0.4);
});
