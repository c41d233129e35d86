import { familyOf } from './family';
import type { Series } from './input';

/** How names say which end of a call measured it: the caller's first. */
const ends = [
  [/(^|[^a-z])src([^a-z]|$)/, '$1dst$2'],
  [/(^|[^a-z])source([^a-z]|$)/, '$1destination$2'],
] as const;

/**
 * Where both ends of a call measured how long it took, as proxies of a mesh do: what only the caller saw, the way there
 * and back. It varies far less than what is done at its end.
 */
export function waysIn(series: Series[]): Series[] {
  const known = new Map(series.map(one => [`${one.service} ${one.metric}`, one]));
  return series.flatMap(byCaller => {
    if (familyOf(byCaller.metric) !== 'latency') return [];
    const { service, metric, times } = byCaller;
    const other = ends.flatMap(([end, by]) => (end.test(metric) ? metric.replace(end, by) : []))[0];
    const byCallee = other === undefined ? undefined : known.get(`${service} ${other}`);
    if (!byCallee) return [];
    const there = new Map([...byCallee.times].map((time, n) => [time, byCallee.values[n] ?? NaN]));
    const values = byCaller.values.map((value, n) => value - (there.get(times[n] ?? NaN) ?? NaN));
    return { service, metric: `${metric} - ${other}`, times, values };
  });
}
