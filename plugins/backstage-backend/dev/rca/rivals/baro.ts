import { quantileOf, sortedOf } from '../../../src/diagnose/localize/statistics';
import { largestDeviation } from './largestDeviation';

/** BARO's scorer (Pham, Ha and Zhang, 2024): median and interquartile range. */
export const baro = largestDeviation(before => {
  const sorted = sortedOf(before);
  return { centre: quantileOf(sorted, 0.5), scale: quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25) };
});
