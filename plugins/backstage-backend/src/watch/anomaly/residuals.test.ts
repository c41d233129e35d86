import { learnError, noResiduals, unitOf, usualMost } from './residuals';

const unit = 2;
const learned = (errors: number[], isLearned = true) => {
  const residuals = noResiduals();
  for (const error of errors) learnError(residuals, error, unit, isLearned);
  return residuals;
};
const often = (error: number) => new Array<number>(300).fill(error);

test('the unit is twice the middle error, but never below its floor', () => {
  expect(unitOf(learned(often(3)), 1)).toBeCloseTo(6, 0);
  expect(unitOf(learned(often(3)), 10)).toBe(10);
});

test('errors that are nothing do not make it smaller', () =>
  expect(unitOf(learned([...often(0), ...often(5)]), 0)).toBeCloseTo(10, 0));

test('what was alarmed about does not become usual', () => {
  const residuals = learned(often(2));
  for (const error of often(100)) learnError(residuals, error, unit, false);
  expect(usualMost(residuals, true)).toBe(3);
  for (const error of often(100)) learnError(residuals, error, unit, true);
  expect(usualMost(residuals, true)).toBeGreaterThan(30);
});

test('each direction is known for itself', () => {
  const residuals = learned(often(-100));
  expect(usualMost(residuals, false)).toBeGreaterThan(30);
  expect(usualMost(residuals, true)).toBe(3);
});
