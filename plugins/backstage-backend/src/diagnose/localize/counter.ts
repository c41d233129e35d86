import type { Family } from './family';

/** Of fewer samples a rise may be chance. */
const least = 20;
/** A counter may stand still now and then. */
const rising = 0.9;

/**
 * A series that only ever counts up says nothing by its level; then what it gains each second is given, NaN at the
 * first sample. Memory may well climb without counting anything. A counter that falls was set back to 0.
 */
export function perSecond(family: Family, times: Float64Array, values: Float64Array): Float64Array {
  if (family === 'memory' || family === 'availability' || !isCounter(values)) return values;
  let [time, value] = [NaN, NaN];
  return values.map((next, n) => {
    if (Number.isNaN(next)) return NaN;
    const gained = next < value ? next : next - value;
    const gain = gained / ((times[n] ?? NaN) - time);
    [time, value] = [times[n] ?? NaN, next];
    return gain;
  });
}

function isCounter(values: Float64Array): boolean {
  let [known, ups, falls, last] = [0, 0, 0, NaN];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    known += 1;
    if (value > last) ups += 1;
    // Back to nothing is a restart; any other fall is no counter's.
    if (value < last && value > last / 10) falls += 1;
    last = value;
  }
  return known >= least && falls === 0 && ups >= rising * (known - 1);
}
