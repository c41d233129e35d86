import { type Family, familyOf, type LocalizeInput, type Series } from '../../src/diagnose/localize';

/** The same outage, told as another system would have told it. */
export type Variation = (input: LocalizeInput) => LocalizeInput;

export const variations: Record<string, Variation> = {
  'as recorded': input => input,
  'each third row, a mean': onSeries(one => coarser(one, 3)),
  'each row four times': onSeries(one => held(one, 4)),
  'each tenth sample missing': onSeries(one => withGaps(one, 10)),
  'each third series missing': input => ({ ...input, series: input.series.filter(one => !isDropped(one, 3)) }),
  'a third of the past': input => ({ ...input, series: input.series.map(one => laterPast(one, input.at, 1 / 3)) }),
  'four rows after': input => ({ ...input, series: input.series.map(one => soonAfter(one, input.at, 4)) }),
  'counters for flows': onSeries(one => (isCounted(one) ? counted(one) : one)),
  'processor seconds counted': onSeries(one => (familyOf(one.metric) === 'cpu' ? counted(one) : one)),
  "exporters' names": onSeries(one => ({ ...one, metric: exported(one.metric) })),
  'names of OpenTelemetry': onSeries(one => ({ ...one, metric: byConvention(one.metric) })),
  'other units': onSeries(one => ({ ...one, values: one.values.map(value => value * unit(one)) })),
  'memory that climbs everywhere': onSeries(one => (familyOf(one.metric) === 'memory' ? climbing(one) : one)),
  'idle series beside': input => ({ ...input, series: [...input.series, ...idle(input.series)] }),
  'no call graph': input => ({ ...input, topology: [] }),
};

function onSeries(change: (one: Series) => Series): Variation {
  return input => ({ ...input, series: input.series.map(change) });
}

/** Each so many rows become one, by their mean. */
function coarser({ times, values, ...rest }: Series, by: number): Series {
  const rows = Math.floor(values.length / by);
  const meanOf = (from: number) => {
    const known = [...values.subarray(from, from + by)].filter(value => !Number.isNaN(value));
    return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  // The last rows stay whole, so that what came after is not diluted by what is cut off.
  const first = values.length - rows * by;
  return {
    ...rest,
    times: Float64Array.from({ length: rows }, (_, n) => times[first + n * by] ?? NaN),
    values: Float64Array.from({ length: rows }, (_, n) => meanOf(first + n * by)),
  };
}

/** Scraped more often than it is measured. */
function held({ times, values, ...rest }: Series, by: number): Series {
  const step = (times[1] ?? NaN) - (times[0] ?? NaN);
  const rows = { length: times.length * by };
  return {
    ...rest,
    times: Float64Array.from(rows, (_, n) => (times[Math.floor(n / by)] ?? NaN) + ((n % by) * step) / by),
    values: Float64Array.from(rows, (_, n) => values[Math.floor(n / by)] ?? NaN),
  };
}

const isDropped = ({ service, metric }: Series, each: number) => random(`${service} ${metric}`) < 1 / each;

const withGaps = (one: Series, each: number): Series => ({
  ...one,
  values: one.values.map((value, n) => (random(`${one.service}${one.metric}${n}`) < 1 / each ? NaN : value)),
});

function laterPast({ times, values, ...rest }: Series, at: number | undefined, share: number): Series {
  if (at === undefined) return { ...rest, times, values };
  const noticed = times.findIndex(time => time >= at);
  const from = Math.max(0, Math.floor((noticed === -1 ? times.length : noticed) * (1 - share)));
  return { ...rest, times: times.subarray(from), values: values.subarray(from) };
}

function soonAfter({ times, values, ...rest }: Series, at: number | undefined, rows: number): Series {
  const noticed = at === undefined ? -1 : times.findIndex(time => time >= at);
  const end = noticed === -1 ? times.length : noticed + rows;
  return { ...rest, times: times.subarray(0, end), values: values.subarray(0, end) };
}

const isCounted = ({ metric }: Series) => ['traffic', 'network', 'disk'].includes(familyOf(metric));

/** What came together until then. */
function counted({ times, values, ...rest }: Series): Series {
  let sum = 0;
  const total = values.map((value, n) => {
    if (Number.isNaN(value)) return NaN;
    sum += value * (n === 0 ? 0 : (times[n] ?? 0) - (times[n - 1] ?? 0));
    return sum;
  });
  return { ...rest, times, values: total };
}

/** Names of exporters and meshes for what was named by people. */
function exported(metric: string): string {
  const name = metric.toLowerCase();
  if (familyOf(name) === 'cpu') return `container_${metric}_usage_seconds_rate`;
  if (familyOf(name) === 'memory') return `container_${metric}_working_set_bytes`;
  if (familyOf(name) === 'latency') return `istio_request_duration_milliseconds_${metric}`;
  if (familyOf(name) === 'traffic') return `istio_requests_${metric}`;
  return metric;
}

/** The semantic conventions', with what told them apart behind. */
function byConvention(metric: string): string {
  const names: Partial<Record<Family, string>> = {
    cpu: 'container.cpu.usage',
    memory: 'container.memory.usage',
    network: 'container.network.io',
    latency: 'http.server.request.duration',
    traffic: 'http.server.requests',
    errors: 'http.server.errors',
  };
  const name = names[familyOf(metric)];
  return name === undefined ? metric : `${name}.${metric}`;
}

const unit = ({ metric }: Series) => ({ cpu: 1000, memory: 1 / 1024, latency: 1000 })[familyOf(metric) as 'cpu'] ?? 1;

/** By as much again over the whole time. */
function climbing({ values, ...rest }: Series): Series {
  const normal = values.find(value => !Number.isNaN(value)) ?? 0;
  return { ...rest, values: values.map((value, n) => value + (normal * n) / values.length) };
}

/** Of each service some series that wander and mean nothing. */
function idle(series: Series[]): Series[] {
  const services = [...new Set(series.map(({ service }) => service))];
  const [like] = series;
  if (!like) return [];
  return services.flatMap(service =>
    ['go_goroutines', 'process_open_fds', 'jvm_classes', 'threads_live', 'sessions_active'].map(metric => {
      let level = 50;
      const values = like.values.map((_, n) => {
        level += random(`${service}${metric}${n}`) - 0.5;
        return Math.round(level);
      });
      return { service, metric, times: like.times, values };
    }),
  );
}

/** From 0 to 1, the same for the same text (FNV-1a). */
function random(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
