import { type Forecast, type SignalName, signals } from '@autocura/common';
import type { PrometheusSource } from '../sources/prometheus';
import { forecast } from '../watch/forecast';

export interface ForecasterOptions {
  source: Pick<PrometheusSource, 'courses'> | undefined;
  now(): Date;
}

/** What capacity is planned by. */
const forecasted: SignalName[] = ['requests.rate', 'cpu.used', 'memory.used'];
const hourMs = 3_600_000;
const hoursBack = 5 * 7 * 24;
const hoursAhead = 48;
const hoursShown = 72;
/** An hour without a sample is as the one before it; more of them are no history. */
const mostMissing = 0.1;
const mostKept = 200;

/** What is to come of a service's load and use, made anew each hour. */
export function forecaster({ source, now }: ForecasterOptions) {
  const kept = new Map<string, { hour: number; made: Promise<Forecast[]> }>();
  return async (service: string): Promise<Forecast[]> => {
    if (!source) return [];
    const hour = Math.floor(now().getTime() / hourMs);
    const before = kept.get(service);
    if (before?.hour === hour) return before.made;
    const made = forecastsOf(source, service, new Date(hour * hourMs));
    kept.delete(service);
    kept.set(service, { hour, made });
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old);
    made.then(found => found.length === 0 && kept.delete(service)).catch(() => kept.delete(service));
    return made;
  };
}

async function forecastsOf(source: Pick<PrometheusSource, 'courses'>, service: string, at: Date): Promise<Forecast[]> {
  const from = new Date(at.getTime() - hoursBack * hourMs);
  const courses = await source.courses([service], forecasted, from, at, hourMs / 1000);
  return courses.map(({ signal, points }) => forecastOf(service, signal, points, at));
}

function forecastOf(service: string, signal: SignalName, points: [number, number][], at: Date): Forecast {
  const about = { service, signal, unit: signals[signal].unit, at: at.toISOString() };
  const after = (hours: number) => new Date(at.getTime() + hours * hourMs).toISOString();
  const values = hourly(points, at);
  const known = [...values].slice(-hoursShown);
  const past = known.map((value, nth) => ({ at: after(nth + 1 - known.length), value }));
  const expected = forecast(values, hoursAhead);
  if (expected.length === 0) return { ...about, past, hours: [], problem: 'less than three weeks are known' };
  const hours = expected.map(({ middle, lo, hi }, nth) => ({
    ...{ at: after(nth + 1), expected: middle, lo: Math.min(lo, middle), hi: Math.max(hi, middle) },
  }));
  return { ...about, past, hours };
}

/** One value an hour without gaps, as far back as that goes. */
function hourly(points: [number, number][], at: Date): Float64Array {
  const known = new Map(points.map(([time, value]) => [Math.round((time * 1000) / hourMs), value]));
  const last = Math.round(at.getTime() / hourMs);
  const first = Math.min(...known.keys(), last);
  const values: number[] = [];
  let missing = 0;
  for (let hour = first; hour <= last; hour += 1) {
    const value = known.get(hour);
    if (value === undefined) missing += 1;
    values.push(value ?? values.at(-1) ?? NaN);
  }
  return missing > mostMissing * values.length ? new Float64Array() : Float64Array.from(values);
}
