import { changePoints } from '../changePoints';
import { median } from '../median';

/** Where a course went to another level; `at` in Unix seconds. */
export interface NewLevel {
  at: number;
  /** The middles of the stretches before and after it. */
  before: number;
  after: number;
}

/** A level has lasted for so many values before it counts as one. */
const lasting = 8;
/** A change is one from this share of the level before on, and from as many times what values stray around it. */
const leastShare = 0.2;
const leastStrays = 3;

/** Changes of the level of a course, [Unix seconds, value] ascending and evenly apart. Trends and noise are none. */
export function levelChanges(points: [number, number][]): NewLevel[] {
  const cuts = changePoints(Float64Array.from(points, ([, value]) => value));
  const edges = [0, ...cuts, points.length];
  return cuts.flatMap((cut, nth) => {
    const before = valuesOf(points, edges[nth] ?? 0, cut);
    const after = valuesOf(points, cut, edges[nth + 2] ?? points.length);
    if (before.length < lasting || after.length < lasting) return [];
    const [from, to] = [median(before), median(after)];
    const least = Math.max(leastShare * Math.abs(from), leastStrays * Math.max(strayOf(before), strayOf(after)));
    const at = points[cut]?.[0];
    return at === undefined || Math.abs(to - from) < least || to === from ? [] : [{ at, before: from, after: to }];
  });
}

const valuesOf = (points: [number, number][], from: number, end: number) =>
  points.slice(from, end).map(([, value]) => value);

function strayOf(values: number[]): number {
  const middle = median(values);
  return median(values.map(value => Math.abs(value - middle)));
}
