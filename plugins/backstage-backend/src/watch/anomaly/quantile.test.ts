import { follow, noQuantile } from './quantile';

const followed = (share: number, values: number[]) => {
  const quantile = noQuantile();
  for (const value of values) follow(quantile, share, value);
  return quantile.value;
};
const spread = Array.from({ length: 3000 }, (_, n) => 1 + ((n * 37) % 100));

test.each([
  { share: 0.5, near: 50 },
  { share: 0.9, near: 90 },
])('$share of 1 to 100 is about $near', ({ share, near }) => {
  expect(followed(share, spread)).toBeGreaterThan(0.85 * near);
  expect(followed(share, spread)).toBeLessThan(1.15 * near);
});

test('the unit does not matter', () =>
  expect(
    followed(
      0.9,
      spread.map(value => value * 1e-9),
    ) / 1e-9,
  ).toBeCloseTo(followed(0.9, spread)));

test('old values fade', () =>
  expect(followed(0.5, [...spread, ...spread.map(value => value * 10)])).toBeGreaterThan(400));
