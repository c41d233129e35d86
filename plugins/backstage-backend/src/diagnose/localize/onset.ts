import { familyOf } from './family';
import type { LocalizeInput, Series } from './input';
import { meanOf, medianOf, spreadOf } from './statistics';

/** A row counts as abnormal from so many scales on, and trouble is at least so many rows of it. */
const abnormal = 4;
const rows = 2;
/** Beyond this a single series does not shout louder. */
const loudest = 100;
/** A step is judged by this many rows on either side. */
const window = 5;

/**
 * Since when there is trouble, Unix seconds. Where it was told, that is believed. Else it is walked back from the
 * alert along the alert's own metric, and without one, the largest step of all series together
 * is taken; it is looked for in the younger half, since it is now that somebody asks.
 */
export function onsetOf({ at, alert, series }: LocalizeInput): number {
  if (at !== undefined) return at;
  if (!alert) return largestStep(series) ?? NaN;
  const own = series.filter(one => one.service === alert.service);
  const same = own.filter(({ metric }) => metric === alert.metric);
  const alike = same.length > 0 ? same : own.filter(({ metric }) => familyOf(metric) === familyOf(alert.metric));
  const starts = (alike.length > 0 ? alike : own).flatMap(one => walkedBack(one, alert.time) ?? []);
  return Math.min(alert.time, ...starts);
}

/**
 * The first row of the run of abnormal ones that reaches up to the given time. What is normal is told by the first
 * quarter: trouble that creeps is in the rest.
 */
function walkedBack({ times, values }: Series, until: number): number | undefined {
  const end = times.findLastIndex(time => time <= until) + 1;
  const past = values.subarray(0, Math.max(window, Math.floor(end / 4))).filter(value => !Number.isNaN(value));
  if (past.length < rows) return undefined;
  const normal = medianOf(past);
  const scale = Math.max(spreadOf(past), 0.05 * Math.abs(normal)) || 1e-9;
  const isAbnormal = (index: number) => Math.abs((values[index] ?? NaN) - normal) / scale > abnormal;
  // The alert may need a row or two more than the trouble to be sure.
  let last = Math.min(end + rows, times.length) - 1;
  while (last >= 0 && !isAbnormal(last)) last -= 1;
  let first = last;
  while (first > 0 && (isAbnormal(first - 1) || isAbnormal(first - 2))) first -= 1;
  return last - first + 1 >= rows ? times[first] : undefined;
}

function largestStep(series: Series[]): number | undefined {
  const sums = new Map<number, number>();
  for (const { times, values } of series) {
    const usual = usualStep(values);
    if (usual === 0) continue;
    const levels = runningMeans(values);
    for (let n = Math.max(window, Math.floor(times.length / 2)); n + rows <= times.length; n += 1) {
      const step = Math.abs((levels[n] ?? NaN) - (levels[n - window] ?? NaN)) / usual;
      const time = times[n];
      if (time !== undefined && step > abnormal) sums.set(time, (sums.get(time) ?? 0) + Math.min(step, loudest));
    }
  }
  return [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

/** From one row to the next; of what mostly stands still, a trifle of its level. */
function usualStep(values: Float64Array): number {
  const steps = values.subarray(1).map((value, n) => Math.abs(value - (values[n] ?? NaN)));
  const level = Math.abs(medianOf(values));
  return Math.max(medianOf(steps), 0.05 * level) || meanOf(steps.filter(step => step > 0)) || 0;
}

/** Of each row and those after it, a window together; NaN where any was not sampled. */
function runningMeans(values: Float64Array): Float64Array {
  return values.map((_, n) => meanOf(values.subarray(n, n + window)));
}
