/** A value as a weighted sum of earlier ones. */
export interface Autoregression {
  /** How many steps back each weight looks. */
  lags: number[];
  weights: Float64Array;
  constant: number;
}

/** Large weights are held back by this share of the mean variance. */
const ridge = 1e-4;
/** Each step back counts this much less. */
const fading = 0.002;
const leastRows = 24;

/** By least squares with a ridge; undefined where the series is too short. */
export function autoregressionOf(values: Float64Array, lags: number[]): Autoregression | undefined {
  const first = Math.max(...lags);
  const rows = values.length - first;
  if (rows < leastRows) return undefined;
  const counts = Float64Array.from({ length: rows }, (_, row) => Math.exp(-fading * (rows - 1 - row)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const meanAt = (lag: number) =>
    counts.reduce((sum, count, row) => sum + count * at(values, first + row - lag), 0) / total;
  const means = Float64Array.from(lags, meanAt);
  const mean = meanAt(0);
  const size = lags.length;
  const products = new Float64Array(size * size);
  const target = new Float64Array(size);
  const past = new Float64Array(size);
  for (let row = 0; row < rows; row += 1) {
    const count = at(counts, row);
    for (let a = 0; a < size; a += 1) past[a] = at(values, first + row - (lags[a] ?? 0)) - at(means, a);
    const now = at(values, first + row) - mean;
    for (let a = 0; a < size; a += 1) {
      const weighted = count * at(past, a);
      target[a] = at(target, a) + weighted * now;
      for (let b = 0; b <= a; b += 1) products[a * size + b] = at(products, a * size + b) + weighted * at(past, b);
    }
  }
  let variance = 0;
  for (let a = 0; a < size; a += 1) variance += at(products, a * size + a);
  if (variance === 0) return { lags, weights: new Float64Array(size), constant: mean };
  for (let a = 0; a < size; a += 1) products[a * size + a] = at(products, a * size + a) + (ridge * variance) / size;
  const weights = solve(products, target);
  return { lags, weights, constant: mean - weights.reduce((sum, weight, a) => sum + weight * at(means, a), 0) };
}

/** So many steps after `values`, each from those before it. */
export function goOn({ lags, weights, constant }: Autoregression, values: Float64Array, steps: number): Float64Array {
  const all = new Float64Array(values.length + steps);
  all.set(values);
  for (let now = values.length; now < all.length; now += 1) {
    let sum = constant;
    for (let a = 0; a < lags.length; a += 1) sum += at(weights, a) * at(all, now - (lags[a] ?? 0));
    all[now] = sum;
  }
  return all.subarray(values.length);
}

/** By Cholesky's factors, in place; only the lower half of the symmetric matrix is read. */
function solve(matrix: Float64Array, target: Float64Array): Float64Array {
  const size = target.length;
  const dot = (a: number, b: number, until: number) => {
    let sum = 0;
    for (let c = 0; c < until; c += 1) sum += at(matrix, a * size + c) * at(matrix, b * size + c);
    return sum;
  };
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b < a; b += 1) {
      matrix[a * size + b] = (at(matrix, a * size + b) - dot(a, b, b)) / at(matrix, b * size + b);
    }
    matrix[a * size + a] = Math.sqrt(at(matrix, a * size + a) - dot(a, a, a));
  }
  const solved = Float64Array.from(target);
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b < a; b += 1) solved[a] = at(solved, a) - at(matrix, a * size + b) * at(solved, b);
    solved[a] = at(solved, a) / at(matrix, a * size + a);
  }
  for (let a = size - 1; a >= 0; a -= 1) {
    for (let b = a + 1; b < size; b += 1) solved[a] = at(solved, a) - at(matrix, b * size + a) * at(solved, b);
    solved[a] = at(solved, a) / at(matrix, a * size + a);
  }
  return solved;
}

/** An element that is known to be there. */
const at = (values: Float64Array, index: number): number => values[index] as number;
