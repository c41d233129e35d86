import { cycleOf } from './cycle';
import { unjumped } from './unjumped';

/** What it expects so many stretches ahead. */
export type Expects = (ahead: number) => number;
/** What is expected by the course before `end`; undefined where that is too little. */
export type Model = (course: Float64Array, end: number) => Expects | undefined;

/** Lengths of the past that a trend is taken from, in horizons. */
const trends = [0.25, 0.5, 1, 2];
/** So many days, or one, tell what the next is like. */
const days = [1, 3];
/** A line through fewer stretches is a guess. */
const leastForLine = 4;
/** A trend is taken to slow down by no more than this over half the time that it is seen in. */
const slowest = 0.2;

/**
 * Ways in which a quantity goes on. `horizon` and `day` in stretches. That it stays as it is, is none of them: a trend of
 * nothing says the same, and both together were too sure that nothing comes.
 */
export function modelsFor(horizon: number, day: number): Model[] {
  const smooth = remembered(unjumped);
  const cycle = remembered(cycleOf);
  return [
    ...trends.map(part => goesOn(smooth, Math.max(leastForLine, Math.round(part * horizon)))),
    ...days.map(count => repeats(() => day, count)),
    repeats(cycle, 1),
    slowsDown(smooth, horizon),
  ];
}

const goesOn =
  (smooth: typeof unjumped, length: number): Model =>
  (course, end) => {
    const from = Math.max(0, end - length);
    if (end - from < leastForLine) return undefined;
    const line = lineThrough(smooth(course, end), from, end);
    const level = (line.level + course[end - 1]!) / 2;
    return ahead => level + line.slope * ahead;
  };

/** As it went one period ago, and before; what a whole period added, the next one adds too. */
const repeats =
  (periodOf: (course: Float64Array, end: number) => number | undefined, most: number): Model =>
  (course, end) => {
    const period = periodOf(course, end);
    if (period === undefined || end < period + 2) return undefined;
    const now = course[end - 1]!;
    const added = now - course[end - 1 - period]!;
    const starts = Array.from(
      { length: Math.min(most, Math.floor((end - 1) / period)) },
      (_, nth) => end - 1 - (nth + 1) * period,
    );
    return ahead => {
      const whole = Math.floor((ahead - 1) / period);
      const rest = ahead - whole * period;
      let gained = 0;
      for (const start of starts) gained += course[start + rest]! - course[start]!;
      return now + gained / starts.length + whole * added;
    };
  };

/** A trend that weakens as it has weakened. */
const slowsDown =
  (smooth: typeof unjumped, length: number): Model =>
  (course, end) => {
    const from = Math.max(0, end - length);
    const half = (end - from) >> 1;
    if (half < leastForLine - 1) return undefined;
    const jumpless = smooth(course, end);
    const { slope: before } = lineThrough(jumpless, from, end - half);
    const { slope } = lineThrough(jumpless, end - half, end);
    const kept = slope / before;
    const ratio = kept > 0 ? Math.min(1, Math.max(slowest, kept)) ** (1 / half) : 1;
    const now = course[end - 1]!;
    return ahead => now + slope * (ratio < 1 ? (ratio * (1 - ratio ** ahead)) / (1 - ratio) : ahead);
  };

/** By least squares; the level is the line's at the last stretch. */
function lineThrough(course: Float64Array, from: number, end: number) {
  const count = end - from;
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0];
  for (let index = from; index < end; index += 1) {
    const [x, y] = [index - end + 1, course[index]!];
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  const spread = count * sumXX - sumX * sumX;
  const slope = spread === 0 ? 0 : (count * sumXY - sumX * sumY) / spread;
  return { slope, level: (sumY - slope * sumX) / count };
}

/** Of one course; asked for the same end again it answers what it answered. */
function remembered<T>(answer: (course: Float64Array, end: number) => T): (course: Float64Array, end: number) => T {
  const answers = new Map<number, T>();
  return (course, end) => {
    if (!answers.has(end)) answers.set(end, answer(course, end));
    return answers.get(end) as T;
  };
}
