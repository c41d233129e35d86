import { perSecond } from './counter';
import { type Family, familyOf } from './family';
import type { Series } from './input';
import { medianOf, quantileOf, sortedOf, spreadOf, strongestThird } from './statistics';

/** How far a series went from its own normal, in units of its own scale. */
export interface Deviation {
  service: string;
  metric: string;
  family: Family;
  /** What is normal of it, what it is now, and its scale, all in its own unit; of an availability: of what it lacks. */
  normal: number;
  now: number;
  /** What it is now for at least a third of the time. */
  lasting: number;
  scale: number;
  /** Of an availability: what all of it is, 1 or 100. */
  whole?: number;
  /** Upward and downward, beyond 0. */
  up: number;
  down: number;
  /** The same of stretches of its past, the youngest first. */
  past: { up: number; down: number }[];
}

/** A scale is at least this share of what is normal, so that what hardly varies does not shout at a trifle. */
const ofNormal = 0.05;
/** And this share of the largest value now: beyond a hundred scales nothing is told apart. */
const ofLargest = 0.01;
/** And half a point in a hundred of an availability. */
const ofAvailability = 0.005;
/** Fewer samples say nothing of what is normal. */
const leastHistory = 3;
/** Trouble is often noticed later than it began: what was measured so shortly before is neither normal nor trouble, seconds. */
export const late = 60;
const lastingShare = 1 / 3;
/** Stretches of the past to compare with. */
const stretches = 24;

/**
 * Undefined where too little is known. `at` in Unix seconds; `elsewhere` is the largest value that the same metric has
 * now anywhere: what always stood at 0 has no scale but that, and a trifle beside it is one.
 */
export function deviationOf(series: Series, at: number, elsewhere = 0): Deviation | undefined {
  const family = familyOf(series.metric);
  const { values, floor, whole } = read(series, family);
  const before = known(values, series.times, -Infinity, at - late);
  const after = known(values, series.times, at, Infinity);
  if (before.length < leastHistory || after.length === 0) return undefined;

  const normal = medianOf(before);
  const stoodAtNothing = family !== 'availability' && before.every(value => value === 0);
  const scale = Math.max(scaleOf(before, after, normal, floor), stoodAtNothing ? ofLargest * elsewhere : 0);
  const recent = medianOf(lastBefore(values, series.times, at));
  const { up, down } = sides(after, normal, scale);
  const fromRecent = sides(after, recent, scale);
  return {
    service: series.service,
    metric: series.metric,
    family,
    ...{ normal, scale },
    ...(whole !== undefined && { whole }),
    lasting: quantileOf(sortedOf(after), 1 - lastingShare),
    now: up >= down ? normal + up * scale : normal - down * scale,
    up: Math.min(up, fromRecent.up),
    down: Math.min(down, fromRecent.down),
    past: pastOf(before, after.length, normal, floor),
  };
}

/** What was normal and what is now, as it was measured. */
export const asMeasured = ({ normal, now, whole }: Deviation): { normal: number; now: number } =>
  whole === undefined ? { normal, now } : { normal: whole - normal, now: whole - now };

const sides = (values: Float64Array, normal: number, scale: number) => ({
  up: strongestThird(values.map(value => Math.max(0, (value - normal) / scale))),
  down: strongestThird(values.map(value => Math.max(0, (normal - value) / scale))),
});

/** The level just before, where the longer past is another one: long enough that what was noticed late is less than half. */
function lastBefore(values: Float64Array, times: Float64Array, at: number): Float64Array {
  const last = known(values, times, at - 3 * late, at);
  return last.length >= 3 ? last : known(values, times, -Infinity, at).subarray(-3);
}

const scaleOf = (before: Float64Array, after: Float64Array, normal: number, floor: number) => {
  const largest = after.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Math.max(spreadOf(before), ofNormal * Math.abs(normal), ofLargest * largest, floor) || 1;
};

/**
 * What stretches of the past, as long as what came after, looked like to those who knew only what was before them: the
 * younger half, since a scale needs a past of its own.
 */
function pastOf(before: Float64Array, after: number, normal: number, floor: number): { up: number; down: number }[] {
  const length = Math.max(leastHistory, Math.min(after, Math.floor(before.length / 4)));
  const found: { up: number; down: number }[] = [];
  for (let start = before.length - length; start >= before.length / 2 && found.length < stretches; start -= length) {
    const stretch = before.subarray(start, start + length);
    found.push(sides(stretch, normal, scaleOf(before.subarray(0, start), stretch, normal, floor)));
  }
  return found;
}

function read({ times, values }: Series, family: Family): { values: Float64Array; floor: number; whole?: number } {
  return family === 'availability' ? lacking(values) : { values: perSecond(family, times, values), floor: 0 };
}

/** 1 - availability, or 100 - availability where it is in percent: what goes wrong, so that up is bad. */
function lacking(values: Float64Array) {
  const largest = values.reduce((most, value) => (value > most ? value : most), 0);
  if (largest === 0) return { values, floor: 0 };
  const whole = largest > 1.5 ? 100 : 1;
  return { values: values.map(value => whole - value), floor: whole * ofAvailability, whole };
}

function known(values: Float64Array, times: Float64Array, from: number, to: number): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let n = 0; n < values.length; n += 1) {
    const [time, value] = [times[n] ?? NaN, values[n] ?? NaN];
    if (time >= from && time < to && !Number.isNaN(value)) kept[count++] = value;
  }
  return kept.subarray(0, count);
}
