import type { Demand, SignalName, SizedKind, SizingProposal, Step } from '@autocura/common';

/** How a signal went: [Unix seconds, value], ascending. */
export type Course = [number, number][];

/** What was measured of a service over the observed time. */
export interface Observed {
  service: string;
  courses: Partial<Record<SignalName, Course>>;
}

export type Sizing = Pick<
  SizingProposal,
  'service' | 'kind' | 'unit' | 'from' | 'to' | 'saves' | 'risk' | 'fullest' | 'demand' | 'step'
>;

/** What sizes are judged by. */
export const sizingSignals = [
  ...(['replicas.running', 'autoscaler.least', 'autoscaler.most', 'eventloop.utilization', 'workers.busy'] as const),
  ...(['cpu.used', 'cpu.requested', 'memory.used', 'memory.requested', 'memory.limit'] as const),
] satisfies SignalName[];

/** Fewer samples say nothing of a quantile. */
const fewest = 100;
/** In all but one of a hundred moments replicas are as full as this at the most, and never fuller than that. */
const full = 0.6;
const fullest = 0.85;
/** A request covers all but one of twenty moments and a little more, memory all that was ever used. */
const spareCpu = 1.15;
const spareMemory = 1.25;
const spareLimit = 1.4;
/** Less than this share is not worth a change. */
const worthwhile = 0.2;
const mebibyte = 1024 ** 2;

/** What could fit better what the service uses; nothing where too little is known. */
export function sizings(observed: Observed): Sizing[] {
  return [replicas(observed), ...perReplica.map(one => one(observed))].filter(one => one !== undefined);
}

/** Each replica as full as its scarcest resource; of a service that scales by itself the fewest are sized. */
function replicas({ service, courses }: Observed): Sizing | undefined {
  const running = courses['replicas.running'] ?? [];
  const now = last(running);
  if (now === undefined || now < 1) return undefined;
  const byReplica = (course: Course | undefined): Course =>
    joined(course, running).map(([time, share, count]) => [time, share * count]);
  const requested = last(courses['cpu.requested']);
  const wanted = (
    [
      ['eventloop.utilization', byReplica(courses['eventloop.utilization'])],
      ['workers.busy', byReplica(courses['workers.busy'])],
      ['cpu.used', requested ? (courses['cpu.used'] ?? []).map(([time, used]) => [time, used / requested]) : []],
    ] as [SignalName, Course][]
  ).flatMap(([signal, course]) => demandOf(signal, 'replicas', course) ?? []);
  const [scarcest] = wanted.sort((a, b) => b.p99 - a.p99);
  if (scarcest === undefined) return undefined;
  const [least, most] = [last(courses['autoscaler.least']), last(courses['autoscaler.most'])];
  const scales = least !== undefined && most !== undefined;
  const from = scales ? least : Math.round(now);
  const atLeast = from > 1 ? 2 : 1;
  // What scales by itself needs at the least what is used half of the time.
  const enough = scales ? scarcest.p50 / full : Math.max(scarcest.p99 / full, scarcest.most / fullest);
  const to = Math.max(atLeast, Math.ceil(enough - 1e-9));
  if (to === from || (scales && to > from)) return undefined;
  const step: Step = scales
    ? { action: 'set-autoscaler', target: service, params: { service, min: to, max: most } }
    : { action: 'scale', target: service, params: { service, replicas: to } };
  const kind = scales ? 'autoscaler' : 'replicas';
  const room = scales ? most : to;
  return { ...sized(service, kind, { from, to, room }, 1, scarcest), step };
}

const perReplica = [
  (of: Observed) =>
    setAside(of, 'cpu.requested', 'cpu.used', ({ p95 }) => Math.max(0.01, up(p95 * spareCpu, 0.01)), 'cores'),
  (of: Observed) =>
    setAside(of, 'memory.requested', 'memory.used', ({ most }) => up(most * spareMemory, 16 * mebibyte), 'bytes'),
  (of: Observed) =>
    setAside(of, 'memory.limit', 'memory.used', ({ most }) => up(most * spareLimit, 16 * mebibyte), 'bytes'),
];

/** What is set aside for each replica, or is its limit. Memory is told of the fullest replica, processors of all together. */
function setAside(
  { service, courses }: Observed,
  kind: Exclude<SizedKind, 'replicas' | 'autoscaler'>,
  uses: 'cpu.used' | 'memory.used',
  enough: (demand: Demand) => number,
  unit: string,
): Sizing | undefined {
  const from = last(courses[kind]);
  const running = courses['replicas.running'] ?? [];
  const count = last(running);
  if (!from || !count) return undefined;
  const used = joined(courses[uses], running).map(([time, value, replicasThen]): [number, number] => [
    time,
    uses === 'cpu.used' ? value / Math.max(1, replicasThen) : value,
  ]);
  const demand = demandOf(uses, unit, used);
  if (demand === undefined) return undefined;
  const to = enough(demand);
  if (Math.abs(to - from) < worthwhile * from) return undefined;
  return sized(service, kind, { from, to, room: to }, Math.round(count), demand);
}

function sized(
  service: string,
  kind: SizedKind,
  { from, to, room }: { from: number; to: number; room: number },
  count: number,
  demand: Demand,
): Sizing {
  const share = Number((demand.most / room).toPrecision(3));
  const risk = to > from || share < 0.7 ? 'low' : share < 0.9 ? 'medium' : 'high';
  return { service, kind, unit: demand.unit, from, to, saves: (from - to) * count, risk, fullest: share, demand };
}

/** Undefined where there are too few samples. */
function demandOf(signal: SignalName, unit: string, course: Course): Demand | undefined {
  if (course.length < fewest) return undefined;
  const sorted = Float64Array.from(course, ([, value]) => value).sort();
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toPrecision(4));
  const days = Number((((course.at(-1)?.[0] ?? 0) - (course[0]?.[0] ?? 0)) / 86_400).toFixed(2));
  return { signal, unit, days, samples: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

/** Values of the same moments. */
function joined(course: Course | undefined, other: Course): [number, number, number][] {
  const values = new Map(other);
  return (course ?? []).flatMap(([time, value]): [number, number, number][] => {
    const beside = values.get(time);
    return beside === undefined ? [] : [[time, value, beside]];
  });
}

const last = (course: Course | undefined) => course?.at(-1)?.[1];
const up = (value: number, step: number) => Number((Math.ceil(value / step - 1e-9) * step).toPrecision(12));
