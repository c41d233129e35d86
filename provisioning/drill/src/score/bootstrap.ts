import { randomOf } from '../../../demo/src/load/arrivals';

export interface Estimate {
  value: number;
  /** The middle 95 % of what resampled faults give. */
  low: number;
  high: number;
}

const resamples = 2000;

/**
 * How much a figure over faults owes to the choice of faults: the same figure over faults drawn with repetition.
 * null where the figure is not defined over all of them.
 */
export function bootstrap<T>(items: T[], figure: (items: T[]) => number | null, seed = 1): Estimate | null {
  const value = figure(items);
  if (value === null || items.length === 0) return null;
  const random = randomOf(seed);
  const drawn = Array.from({ length: resamples }, () =>
    figure(items.map(() => items[Math.floor(random() * items.length)] as T)),
  )
    .filter(each => each !== null)
    .sort((a, b) => a - b);
  const at = (share: number) => drawn[Math.min(drawn.length - 1, Math.floor(share * drawn.length))] ?? value;
  return { value, low: at(0.025), high: at(0.975) };
}
