import { meanOf } from '../../../src/diagnose/localize/statistics';
import { largestDeviation } from './largestDeviation';

/** NSigma, as RCAEval has it: mean and standard deviation. */
export const nsigma = largestDeviation(before => {
  const centre = meanOf(before);
  return { centre, scale: Math.sqrt(meanOf(before.map(value => (value - centre) ** 2))) };
});
