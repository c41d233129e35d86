/** The given share of the values lies below; linear between two values. NaN of nothing. `sorted` ascends, without NaN. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const below = sorted[low] ?? NaN;
  const above = sorted[Math.min(low + 1, sorted.length - 1)] ?? NaN;
  return below + (above - below) * (place - low);
}

/** Ascending, without NaN. */
export function sortedOf(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let n = 0; n < values.length; n += 1) {
    const value = values[n] ?? NaN;
    if (!Number.isNaN(value)) kept[count++] = value;
  }
  return kept.subarray(0, count).sort();
}

export const medianOf = (values: ArrayLike<number>): number => quantileOf(sortedOf(values), 0.5);

export const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let n = 0; n < values.length; n += 1) sum += values[n] ?? 0;
  return sum / values.length;
};

/** The square root of the mean squared distance from the mean. */
export const spreadOf = (values: ArrayLike<number>): number => {
  const mean = meanOf(values);
  let sum = 0;
  for (let n = 0; n < values.length; n += 1) sum += ((values[n] ?? 0) - mean) ** 2;
  return Math.sqrt(sum / values.length);
};

/**
 * The mean of the strongest third, the strongest one left out: what holds for a few rows counts, one row alone does
 * not. Of three values or fewer nothing is left out.
 */
export function strongestThird(values: ArrayLike<number>): number {
  const sorted = sortedOf(values);
  const end = sorted.length > 3 ? sorted.length - 1 : sorted.length;
  const count = Math.max(1, Math.ceil(end / 3));
  return meanOf(sorted.subarray(end - count, end));
}
