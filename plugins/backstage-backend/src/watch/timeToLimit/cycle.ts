import { median } from '../median';

/** A fall by this share of all that was seen, within two stretches, is a clean-up or a restart. */
const deep = 0.25;
/** So many stretches later it is another one. */
const apart = 4;
/** Cycles of about the same length differ by less than this share. */
const alike = 0.15;

/** How many stretches pass from one clean-up or restart to the next, where they come by the clock; else undefined. */
export function cycleOf(course: Float64Array, end: number): number | undefined {
  const falls = fallsIn(course.subarray(0, end));
  const lengths = falls.slice(1).map((fall, nth) => fall - (falls[nth] ?? 0));
  if (lengths.length === 0) return undefined;
  const usual = median(lengths);
  const isRegular = lengths.every(length => Math.abs(length - usual) <= Math.max(2, alike * usual));
  return isRegular ? Math.round(usual) : undefined;
}

function fallsIn(course: Float64Array): number[] {
  let least = Infinity;
  let most = -Infinity;
  for (let index = 0; index < course.length; index += 1) {
    const value = course[index]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const enough = deep * (most - least);
  const falls: number[] = [];
  for (let end = 2; end < course.length; end += 1) {
    if (course[end - 2]! - course[end]! <= enough) continue;
    const last = falls[falls.length - 1];
    if (last === undefined || end - last > apart) falls.push(end);
  }
  return falls;
}
