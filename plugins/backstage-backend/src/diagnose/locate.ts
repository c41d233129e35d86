import { type Located, type Moved, type SignalName, signals, type Topology } from '@autocura/common';
import { localize, type Reason, type Series } from './localize';

/** How one signal of one service went: [epoch seconds, value], ascending. */
export interface Course {
  service: string;
  signal: SignalName;
  points: [number, number][];
}

export interface LocateInput {
  courses: Course[];
  topology: Topology;
  /** The first that fired; its name tells what it is about. */
  alert?: { service: string; name: string };
  /** ISO 8601: when the first alert started. */
  onset: string;
  /** How much faster than a real system this one breaks and heals: durations are this part of the usual ones. */
  timescale: number;
}

/** Signals whose course is looked at, of every service. */
export const locatingSignals: SignalName[] = [
  'requests.rate',
  'requests.errors',
  'requests.p95',
  'calls.errors',
  'calls.p95',
  'calls.retries',
  'availability',
  'restarts',
  'memory.used',
  'cpu.used',
  'cpu.wait',
  'eventloop.lag',
  'eventloop.utilization',
  'pool.used',
  'pool.waiting',
  'workers.busy',
  'workers.waiting',
  'queue.age',
  'disk.free',
  'database.blocked',
];

/** More than these nobody reads. */
const most = 5;

/** Where the trouble comes from, by statistics alone. Undefined where no series are known. Pure. */
export function locate({ courses, topology, alert, onset, timescale }: LocateInput): Located | undefined {
  if (courses.length === 0) return undefined;
  const at = Date.parse(onset) / 1000;
  const found = localize({
    series: courses.map(course => stretched(course, at, timescale)),
    topology: topology.edges.map(({ from, to }) => [from, to] as const),
    at,
    ...(alert && { alert: { service: alert.service, metric: alert.name, time: at } }),
    spans: [],
    logs: [],
    normalSpans: [],
    normalLogs: [],
    changes: [],
  });
  return {
    services: found.services
      .slice(0, most)
      .map(({ service, because }) => ({ service, because: because.flatMap(movedOf) })),
    abstains: found.abstains,
    confidence: found.confidence,
  };
}

/** What it adds to the support of causes at the place that stands out: it decides between those that have as much. */
export const weightOf = ({ services: [first], abstains, confidence = 0 }: Located): Record<string, number> =>
  first && !abstains ? { [first.service]: confidence } : {};

/** As if it had happened at the pace of real systems: what is judged by minutes is judged by such. */
const stretched = ({ service, signal, points }: Course, at: number, timescale: number): Series => ({
  service,
  metric: signal,
  times: Float64Array.from(points, ([time]) => at + (time - at) / timescale),
  values: Float64Array.from(points, ([, value]) => value),
});

function movedOf(reason: Reason): Moved[] {
  if (reason.kind !== 'metric') return [];
  const signal = reason.metric as SignalName;
  const { normal, now, explainedBy } = reason;
  return [{ signal, unit: signals[signal].unit, normal, now, ...(explainedBy !== undefined && { explainedBy }) }];
}
