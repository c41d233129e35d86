/** A stretch between two changes has so many values at the least. */
const shortest = 5;
/** One more change has to save this many times the logarithm of the length. */
const price = 5;
/** Nobody sees more changes than this many times the root of the length: then each is made dearer, step by step. */
const mostChanges = 0.5;
const dearer = 1.3;
/** This share of the whole variance is added to what is left around a line: smooth bends shall not be cut into many. */
const addedVariance = 0.02;

/**
 * Where the course of `values` changes: each place is that of the first value of a new stretch. A stretch is a line with
 * noise of its own, so a new level, a new trend and a new noise are changes, and a trend that goes on is none.
 */
export function changePoints(values: Float64Array): number[] {
  const cost = costOf(values);
  if (cost === undefined) return [];
  const most = mostChanges * Math.sqrt(values.length);
  for (let each = price * Math.log(values.length); ; each *= dearer) {
    const changes = cheapest(values.length, cost, each);
    if (changes.length <= most) return changes;
  }
}

type Cost = (from: number, end: number) => number;

/** The cuts whose stretches, each with its price, cost least of all. */
function cheapest(length: number, cost: Cost, each: number): number[] {
  const least = new Float64Array(length + 1).fill(Infinity);
  const before = new Int32Array(length + 1);
  least[0] = -each;
  for (let end = shortest; end <= length; end += 1) {
    for (let from = 0; from <= end - shortest; from += 1) {
      const until = at(least, from);
      if (until === Infinity) continue;
      const total = until + cost(from, end) + each;
      if (total >= at(least, end)) continue;
      least[end] = total;
      before[end] = from;
    }
  }
  const cuts: number[] = [];
  for (let cut = before[length] ?? 0; cut > 0; cut = before[cut] ?? 0) cuts.unshift(cut);
  return cuts;
}

/** By how unlikely a stretch is around its own line; undefined of a series that never changes. */
function costOf(values: Float64Array): Cost | undefined {
  const { length } = values;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length;
  if (!(variance > 0)) return undefined;
  const scaled = values.map(value => (value - mean) / Math.sqrt(variance));
  const [y, yy, xy] = [sums(scaled), sums(scaled.map(value => value ** 2)), sums(scaled.map((value, x) => value * x))];
  return (from, end) => {
    const count = end - from;
    const middle = (from + end - 1) / 2;
    const sum = at(y, end) - at(y, from);
    const across = (count * (count * count - 1)) / 12;
    const along = at(xy, end) - at(xy, from) - middle * sum;
    const left = at(yy, end) - at(yy, from) - (sum * sum) / count - (along * along) / across;
    return count * Math.log(addedVariance + Math.max(0, left) / count);
  };
}

/** Of all values before each place. */
function sums(values: Float64Array): Float64Array {
  const all = new Float64Array(values.length + 1);
  values.forEach((value, place) => (all[place + 1] = at(all, place) + value));
  return all;
}

/** An element that is known to be there. */
const at = (values: Float64Array, index: number): number => values[index] as number;
