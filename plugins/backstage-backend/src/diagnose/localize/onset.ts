import { familyOf } from './family';
import type { LocalizeInput, Series } from './input';
import { meanOf, medianOf, spreadOf } from './statistics';

/** A row counts as abnormal from so many scales on, and trouble is at least so many rows of it. */
const abnormal = 4;
const rows = 2;
/** A step is judged by this many rows on either side. */
const window = 5;
/** Beyond this a single series does not shout louder. */
const loudest = 20;

/**
 * Since when there is trouble, Unix seconds. Where it was told, that is believed. Else it is walked back from the
 * alert along the alert's own metric, and without one, the largest step of all series together.
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

/** The first row of the run of abnormal ones that reaches up to the given time. */
function walkedBack({ times, values }: Series, until: number): number | undefined {
  const end = times.findLastIndex(time => time <= until) + 1;
  const past = values.subarray(0, Math.floor(end / 2)).filter(value => !Number.isNaN(value));
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
    const scale = spreadOf(values.filter(value => !Number.isNaN(value))) || 1;
    for (let n = window; n + rows <= times.length; n += 1) {
      const step = Math.abs(level(values.subarray(n, n + window)) - level(values.subarray(n - window, n))) / scale;
      const time = times[n];
      if (time !== undefined && step > 0) sums.set(time, (sums.get(time) ?? 0) + Math.min(step, loudest));
    }
  }
  return [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

const level = (values: Float64Array) => meanOf(values.filter(value => !Number.isNaN(value)));
