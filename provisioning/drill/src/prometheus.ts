import { persistent } from './persistent';
import type { AlertHeard } from './types';

/** A series with its samples as they were taken: epoch seconds and value. */
export interface Series {
  metric: Record<string, string>;
  values: [number, string][];
}

/** The raw samples of the last `seconds`. */
export const samples = (url: string, selector: string, seconds: number): Promise<Series[]> =>
  persistent(async () => {
    const query = `${selector}[${Math.ceil(seconds)}s]`;
    const signal = AbortSignal.timeout(10_000);
    const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`, { signal });
    if (!answer.ok) throw new Error(`Prometheus answered ${answer.status} to ${query}`);
    return ((await answer.json()) as { data: { result: Series[] } }).data.result;
  });

/** Missing evaluations in which an alert still counts as the same one, in seconds. */
const gapS = 3;

/** When alerts began and ended, by the series that Prometheus keeps of them (`ALERTS`, firing only). */
export function alertsOf(series: Series[], now: number): AlertHeard[] {
  return series
    .flatMap(({ metric, values }) => {
      const of = { name: metric.alertname ?? '', service: metric.service_name ?? '' };
      return spans(values.map(([t]) => t)).flatMap(([from, to]): AlertHeard[] => [
        { at: from, ...of, status: 'firing' },
        ...(now - to > gapS ? [{ at: to, ...of, status: 'resolved' } as const] : []),
      ]);
    })
    .sort((a, b) => a.at - b.at);
}

function spans(times: number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const t of times) {
    const last = found.at(-1);
    if (last && t - last[1] <= gapS) last[1] = t;
    else found.push([t, t]);
  }
  return found;
}

/** Milliseconds by which the times between scrapes differ from one second: their 99th percentile; null without any. */
export function scrapeErrorP99(series: Series[]): number | null {
  const errors = series.flatMap(({ values }) =>
    values.slice(1).map(([t], i) => Math.abs(t - (values[i]?.[0] ?? t) - 1) * 1000),
  );
  errors.sort((a, b) => a - b);
  return errors[Math.min(errors.length - 1, Math.floor(0.99 * errors.length))] ?? null;
}

/** Seconds a second that a process waited for a core: the median over series of a counter; null without any. */
export function medianRate(series: Series[]): number | null {
  const rates = series.flatMap(({ values }) => {
    const [first, last] = [values[0], values.at(-1)];
    if (!first || !last || last[0] - first[0] < 5) return [];
    const grown = values.slice(1).reduce((sum, [, value], i) => {
      const before = Number(values[i]?.[1]);
      return sum + (Number(value) >= before ? Number(value) - before : Number(value));
    }, 0);
    return [grown / (last[0] - first[0])];
  });
  rates.sort((a, b) => a - b);
  return rates[Math.floor(rates.length / 2)] ?? null;
}
