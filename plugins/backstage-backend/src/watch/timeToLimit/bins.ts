/** A limit counts as crossed when so many rows in a row are beyond it: one row alone is noise. */
const sustained = 3;

/**
 * The course of a quantity in equal stretches of time that end now, the last of them the newest: of each the most that
 * was held for three rows. Where nothing was sampled the one before is kept. `times` in Unix seconds, ascending.
 */
export function binsOf(times: Float64Array, values: Float64Array, widthS: number): Float64Array {
  const now = times[times.length - 1];
  const first = times[0];
  if (now === undefined || first === undefined) return new Float64Array();
  const bins = new Float64Array(Math.floor((now - first) / widthS) + 1).fill(NaN);
  values.forEach((_, row) => {
    const held = heldAt(values, row);
    const bin = bins.length - 1 - Math.floor((now - (times[row] ?? now)) / widthS);
    const most = bins[bin] ?? NaN;
    if (!Number.isNaN(held) && !(most >= held)) bins[bin] = held;
  });
  return carried(bins);
}

/** What the row and those just before it did not fall below. */
function heldAt(values: Float64Array, row: number): number {
  let least = values[row]!;
  for (let before = Math.max(0, row - sustained + 1); before < row; before += 1) {
    const value = values[before]!;
    if (value < least) least = value;
  }
  return least;
}

function carried(bins: Float64Array): Float64Array {
  const from = bins.findIndex(value => !Number.isNaN(value));
  if (from < 0) return new Float64Array();
  const kept = bins.slice(from);
  for (let bin = 1; bin < kept.length; bin += 1) if (Number.isNaN(kept[bin]!)) kept[bin] = kept[bin - 1]!;
  return kept;
}
