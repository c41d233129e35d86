import type { Model } from './models';

/** One way it may go on: when it crosses, in stretches from now, Infinity where it does not; and how much that counts. */
export interface Future {
  crosses: number;
  weight: number;
}

/** Every so many stretches of the past each model is asked what it would have expected then, at most so often. */
const every = 4;
const mostOrigins = 60;
/** What was expected this many horizons ago counts a third of what was expected just now. */
const fades = 2.5;
/** How much better a model counts that errs half as much: twice this power. */
const preference = 2;
/** So many horizons ahead is looked. */
const furthest = 4;
/** Before this there is nothing to learn from. */
const leastHistory = 6;

/**
 * How the course may go on, and when it would cross the limit: what each model expects, plus an error as it made one
 * before. So the spread is what was really seen, of steps and noise and change of mind, without assuming its form.
 */
export function crossings(
  course: Float64Array,
  models: Model[],
  { limit, horizon }: { limit: number; horizon: number },
): Future[] {
  const end = course.length;
  const origins = pastOrigins(end, horizon);
  const judged = models.flatMap(model => {
    const expects = model(course, end);
    const errors = origins.flatMap(origin => errorsFrom(model, course, origin, horizon));
    if (!expects || errors.length === 0) return [];
    const weights = errors.reduce((sum, { weight }) => sum + weight, 0);
    const size = errors.reduce((sum, error) => sum + error.weight * error.mean, 0) / weights;
    return [{ expects, errors, weights, size }];
  });
  const least = Math.min(...judged.map(({ size }) => size));
  const negligible = 1e-9 + 1e-3 * Math.abs(limit - course[end - 1]!);
  return judged.flatMap(({ expects, errors, weights, size }) => {
    const trust = ((least + negligible) / (size + negligible)) ** preference;
    // Asked once and not for each error again: a model may look far back to answer.
    const expected = Float64Array.from({ length: furthest * horizon + 1 }, (_, ahead) => expects(ahead));
    return errors.map(error => ({
      crosses: firstBeyond(limit, expected, error, horizon),
      weight: (trust * error.weight) / weights,
    }));
  });
}

interface Errors {
  /** By how many stretches ahead; the first is none ahead. */
  path: Float64Array;
  mean: number;
  weight: number;
}

function pastOrigins(end: number, horizon: number): number[] {
  const last = end - 1 - Math.max(2, horizon >> 3);
  const first = Math.max(leastHistory, end - every * mostOrigins);
  return Array.from({ length: Math.max(0, Math.floor((last - first) / every) + 1) }, (_, nth) => last - nth * every);
}

function errorsFrom(model: Model, course: Float64Array, origin: number, horizon: number): Errors[] {
  const expects = model(course, origin);
  if (!expects) return [];
  const seen = Math.min(horizon, course.length - origin);
  const path = new Float64Array(seen + 1);
  let sum = 0;
  for (let ahead = 1; ahead <= seen; ahead += 1) {
    const error = course[origin - 1 + ahead]! - expects(ahead);
    path[ahead] = error;
    sum += Math.abs(error);
  }
  const weight = Math.exp((origin - course.length) / (fades * horizon)) * Math.sqrt(seen / horizon);
  return [{ path, mean: sum / seen, weight }];
}

/** Beyond what was seen of it a short path goes on growing; a whole one stays at its last. */
function firstBeyond(limit: number, expected: Float64Array, { path }: Errors, horizon: number): number {
  const seen = path.length - 1;
  const last = path[seen]!;
  const isShort = seen < horizon;
  for (let ahead = 1; ahead <= seen; ahead += 1) if (expected[ahead]! + path[ahead]! >= limit) return ahead;
  for (let ahead = seen + 1; ahead < expected.length; ahead += 1)
    if (expected[ahead]! + (isShort ? (last / seen) * ahead : last) >= limit) return ahead;
  return Infinity;
}
