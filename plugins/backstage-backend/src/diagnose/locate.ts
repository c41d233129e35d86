import {
  type Change,
  type Located,
  type LogPattern,
  type Moved,
  type SignalName,
  signals,
  type Topology,
} from '@autocura/common';
import { fittingOf, recordsOf } from './fitting';
import { localize, type Reason, type Series } from './localize';

/** How one signal of one service went: [epoch seconds, value], ascending. */
export interface Course {
  service: string;
  signal: SignalName;
  /** Of calls: whom it called. */
  peer?: string;
  points: [number, number][];
}

export interface LocateInput {
  courses: Course[];
  topology: Topology;
  /** The first that fired; its name tells what it is about. */
  alert?: { service: string; name: string };
  /** Changes that may have brought it. */
  changes?: Change[];
  /** What the alerts say. */
  said?: string[];
  /** Kinds of log lines that are new, or written far more often, each by one of them. */
  lines?: Pick<LogPattern, 'service' | 'text' | 'firstAt'>[];
  /** ISO 8601: when the first alert started. */
  onset: string;
  /** How much faster than a real system this one breaks and heals: durations are this part of the usual ones. */
  timescale: number;
}

/** Signals whose course is looked at, of every service, by the names that tell `localize()` what they are about. */
const metrics: Partial<Record<SignalName, string>> = {
  'requests.rate': 'requests_rate',
  'requests.errors': 'requests_error_ratio',
  'requests.p95': 'requests_duration_p95',
  'calls.errors': 'calls_error_ratio',
  'calls.p95': 'calls_duration_p95',
  'calls.retries': 'calls_retried_rate',
  availability: 'up',
  restarts: 'restarts',
  'memory.used': 'memory_used',
  'cpu.used': 'cpu_used',
  'cpu.wait': 'cpu_pressure',
  'eventloop.lag': 'eventloop_lag',
  'eventloop.utilization': 'eventloop_saturation',
  'pool.used': 'pool_used',
  'pool.waiting': 'pool_waiting',
  'workers.busy': 'workers_saturation',
  'workers.waiting': 'workers_waiting',
  'queue.age': 'queue_age',
  'disk.free': 'disk_used_ratio',
  'database.up': 'database_up',
  'database.blocked': 'database_blocked',
};
const signalOf = new Map((Object.keys(metrics) as SignalName[]).map(signal => [metrics[signal], signal]));
/** What all replicas use together is more where there are more of them. */
const summed = new Set<SignalName>(['cpu.used', 'cpu.wait', 'pool.used', 'pool.waiting', 'workers.waiting']);
export const locatingSignals: SignalName[] = [...signalOf.values(), 'replicas.running'];
/** What is told by what is left of it, and judged by what is taken. */
const told = (signal: SignalName, value: number) => (signal === 'disk.free' ? 1 - value : value);

/** More than these nobody reads. */
const most = 5;

/** Where the trouble comes from, by statistics alone. Undefined where no series are known. Pure. */
export function locate({
  courses,
  topology,
  alert,
  changes = [],
  said = [],
  lines = [],
  onset,
  timescale,
}: LocateInput): Located | undefined {
  if (courses.length === 0) return undefined;
  const at = Date.parse(onset) / 1000;
  const found = localize({
    series: ofEachReplica(ofWhomTheyTell(courses)).map(course => stretched(course, at, timescale)),
    topology: topology.edges.map(({ from, to }) => [from, to] as const),
    // A rule fires when trouble has lasted: it is walked back from there.
    ...(!alert && { at }),
    ...(alert && { alert: { service: alert.service, metric: alert.name, time: at } }),
    spans: [],
    logs: lines.map(({ service, text, firstAt }) => ({
      ...{ timeUs: (at + (Date.parse(firstAt) / 1000 - at) / timescale) * 1e6, service, span: '', message: text },
    })),
    normalSpans: [],
    normalLogs: [],
    changes: recordsOf(changes, iso => at + (Date.parse(iso) / 1000 - at) / timescale),
    said,
  });
  const fitting = found.change ? fittingOf(found.change, changes) : [];
  return {
    services: found.services
      .slice(0, most)
      .map(({ service, because }) => ({ service, because: because.flatMap(movedOf) })),
    abstains: found.abstains,
    confidence: found.confidence,
    ...(fitting.length > 0 && { fitting }),
  };
}

/** What it adds to the support of causes at the place that stands out: it decides between those that have as much. */
export const weightOf = ({ services: [first], abstains, confidence = 0 }: Located): Record<string, number> =>
  first && !abstains ? { [first.service]: confidence } : {};

/** Calls to a service that measures no requests itself, a database say, tell of it; all others of who makes them. */
function ofWhomTheyTell(courses: Course[]): Course[] {
  const measured = new Set(courses.map(({ service }) => service));
  const measuresRequests = new Set(
    courses.filter(({ signal }) => signal.startsWith('requests.')).map(({ service }) => service),
  );
  return courses.map(course =>
    course.peer !== undefined && measured.has(course.peer) && !measuresRequests.has(course.peer)
      ? { ...course, service: course.peer }
      : course,
  );
}

/** Sums over replicas as what each of them has, where it is known how many ran. */
function ofEachReplica(courses: Course[]): Course[] {
  const running = new Map(
    courses
      .filter(({ signal }) => signal === 'replicas.running')
      .map(({ service, points }) => [service, new Map(points)] as const),
  );
  return courses
    .filter(({ signal }) => signal !== 'replicas.running')
    .map(course => {
      const replicas = summed.has(course.signal) ? running.get(course.service) : undefined;
      if (!replicas) return course;
      const points = course.points.map(([time, value]): [number, number] => [
        time,
        value / Math.max(1, replicas.get(time) ?? 1),
      ]);
      return { ...course, points };
    });
}

/** As if it had happened at the pace of real systems: what is judged by minutes is judged by such. */
const stretched = ({ service, signal, points }: Course, at: number, timescale: number): Series => ({
  service,
  metric: metrics[signal] ?? signal,
  times: Float64Array.from(points, ([time]) => at + (time - at) / timescale),
  values: Float64Array.from(points, ([, value]) => told(signal, value)),
});

function movedOf(reason: Reason): Moved[] {
  const signal = reason.kind === 'metric' ? signalOf.get(reason.metric) : undefined;
  if (reason.kind !== 'metric' || signal === undefined) return [];
  const { explainedBy } = reason;
  const [normal, now] = [told(signal, reason.normal), told(signal, reason.now)];
  return [{ signal, unit: signals[signal].unit, normal, now, ...(explainedBy !== undefined && { explainedBy }) }];
}
