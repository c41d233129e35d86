import { RollingMedian } from './rollingMedian';

const [hour, day] = [3600, 86_400];
/** Yesterday and last week at this time, a quarter of an hour on. */
const before = [day - 900, 7 * day - 900];
const deviations = 2;
const leastShare = 0.5;

/**
 * The "robust" strategy of Grafana's promql-anomaly-detection rules: the median of the last hour against the median of a
 * day with two median deviations, at least half of the median, widened by what the same hour of yesterday and last week was.
 */
export function grafanaRobust(stepS: number): (value: number) => boolean {
  const rows = (seconds: number) => Math.max(1, Math.round(seconds / stepS));
  const [hourly, hourlyDeviation] = [new RollingMedian(rows(hour)), new RollingMedian(rows(hour))];
  const [daily, dailyDeviation] = [new RollingMedian(rows(day)), new RollingMedian(rows(day))];
  const hours: { middle: number; deviation: number }[] = [];
  return value => {
    const middle = hourly.next(value);
    hours.push({ middle, deviation: hourlyDeviation.next(Math.abs(value - middle)) });
    const dayMiddle = daily.next(value);
    const width = Math.max(
      deviations * dailyDeviation.next(Math.abs(value - dayMiddle)),
      leastShare * Math.abs(dayMiddle),
    );
    const bands = before
      .map(seconds => hours[hours.length - 1 - rows(seconds)])
      .filter(past => past !== undefined)
      .map(past => [past.middle - deviations * past.deviation, past.middle + deviations * past.deviation] as const);
    const lo = Math.min(dayMiddle - width, ...bands.map(([low]) => low));
    const hi = Math.max(dayMiddle + width, ...bands.map(([, high]) => high));
    return middle > hi || middle < (value >= 0 ? Math.max(0, lo) : lo);
  };
}
