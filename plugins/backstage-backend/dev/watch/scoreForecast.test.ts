import { scoreForecast } from './scoreForecast';

const known = Float64Array.from({ length: 48 }, (_, hour) => (hour < 24 ? 10 : 12));
const came = Float64Array.from([10, 20]);
const told = (middle: number, width: number) =>
  Array.from(came, () => ({ middle, lo: middle - width, hi: middle + width }));

test('the error is told in percent and in errors of the day before', () => {
  const { smape, mase } = scoreForecast(known, came, told(10, 1));
  expect(smape).toBeCloseTo((0 + (200 * 10) / 30) / 2);
  expect(mase).toBeCloseTo(10 / 2 / 2);
});

test('how much the band holds', () => {
  expect(scoreForecast(known, came, told(10, 1)).inBand).toBe(0.5);
  expect(scoreForecast(known, came, told(10, NaN))).not.toHaveProperty('inBand');
});
