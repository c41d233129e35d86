/**
 * A logistic curve over how far the best evidence stands out of its noise and how far the first is ahead of the second,
 * both in logarithms: fitted by `npm run bench:rca:report -- --calibration`.
 */
const fitted = { base: -2.31, standsOut: 2.38, lead: 2.04 };
/** The outages it was fitted to were at hand when the method was built; others are harder. */
export const surest = 0.92;

/** How often the first place is right where the evidence is such, from 0 to 1. */
export const confidenceOf = (standsOut: number, lead: number): number =>
  Math.min(surest, logistic(fitted.base + fitted.standsOut * Math.log1p(standsOut) + fitted.lead * Math.log1p(lead)));

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
