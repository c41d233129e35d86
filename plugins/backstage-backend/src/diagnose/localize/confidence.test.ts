import { confidenceOf } from './confidence';

test('what does not stand out is hardly believed', () => expect(confidenceOf(0, 0)).toBeLessThan(0.1));

test('the further it stands out, and the further the first is ahead, the surer', () => {
  expect(confidenceOf(2, 1)).toBeGreaterThan(confidenceOf(1, 1));
  expect(confidenceOf(1, 2)).toBeGreaterThan(confidenceOf(1, 1));
});

test('it is never certain', () => expect(confidenceOf(1e9, 1e9)).toBeLessThan(0.95));
