import { follow, noQuantile, type Quantile } from './quantile';

/** What one way to expect values has erred by. Plain, so that it can be kept. */
export interface Residuals {
  /** How many errors are counted in `error`. */
  seen: number;
  /** The usual error; large ones count no more than as a few usual ones. */
  error: number;
  /** The middle of all errors that are not nothing, without sign. */
  middle: Quantile;
  /** Of errors upwards and downwards, in units of `unitOf`. */
  above: Tail;
  below: Tail;
}

interface Tail {
  half: Quantile;
  most: Quantile;
  /** The largest of the first ones. */
  largest: number;
}

/** A tail of fewer errors is not known yet, and neither is which way to expect values is best. */
export const leastSeen = 20;
/** The usual error is a mean over about so many. */
const memory = 200;
const clippedAt = 5;
const upper = 0.9;
/** Beyond the upper tenth, so many times what lies between the middle and it. */
const beyond = 1.5;
const least = 3;

export const noResiduals = (): Residuals => ({
  ...{ seen: 0, error: 0 },
  middle: noQuantile(),
  above: noTail(),
  below: noTail(),
});

/** Errors are told in this unit: twice the middle one, and never less than `floor`. 0 while nothing has ever moved. */
export const unitOf = ({ middle }: Residuals, floor: number): number => Math.max(2 * middle.value, floor);

/** How many units are usual at the most, upwards or downwards. */
export function usualMost({ above, below }: Residuals, isAbove: boolean): number {
  const { half, most, largest } = isAbove ? above : below;
  const reach = most.seen < leastSeen ? largest : most.value + beyond * (most.value - half.value);
  return Math.max(reach, least);
}

/** `isLearned` is false for what was alarmed about: it shall not become usual. */
export function learnError(residuals: Residuals, error: number, unit: number, isLearned: boolean): void {
  const size = Math.abs(error);
  residuals.seen += 1;
  const clipped = Math.min(size, clippedAt * unit);
  residuals.error += (clipped - residuals.error) / Math.min(residuals.seen, memory);
  if (size === 0) return;
  const tail = error > 0 ? residuals.above : residuals.below;
  follow(residuals.middle, 0.5, size);
  if (!isLearned && tail.most.seen >= leastSeen) return;
  const units = unit > 0 ? size / unit : 1;
  if (tail.most.seen < leastSeen) tail.largest = Math.max(tail.largest, units);
  follow(tail.half, 0.5, units);
  follow(tail.most, upper, units);
}

const noTail = (): Tail => ({ half: noQuantile(), most: noQuantile(), largest: 0 });
