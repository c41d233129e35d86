import { asMeasured } from './deviation';
import type { MetricFinding } from './metricKind';
import type { Presence } from './traces/presence';
import type { TimeShift } from './traces/timeShift';
import type { TraceFindings } from './traces/traceKinds';

/** A piece of evidence against a service, to be put into words by who shows it. */
export type Reason =
  | { kind: 'metric'; metric: string; normal: number; now: number; scales: number; explainedBy?: string }
  | { kind: 'time'; between: string[]; what: string; normal: number; now: number }
  | { kind: 'event'; operation: string; what: string; normal: number; now: number };

/** Of each kind no more than these are told, and no trifles. */
const most = 3;
const trifle = 1;

/** The strongest evidence of each kind. `metrics` come best first. */
export function reasonsFor(service: string, metrics: MetricFinding[], traces: TraceFindings | undefined): Reason[] {
  const shifts = (traces?.time.findings ?? [])
    .filter(({ between, size }) => between.includes(service) && size > trifle)
    .sort((a, b) => b.size - a.size);
  const events = (traces?.events.findings ?? [])
    .filter(one => one.service === service && one.weight > trifle)
    .sort((a, b) => b.weight - a.weight);
  return [
    ...metrics
      .filter(({ size }) => size > trifle)
      .slice(0, most)
      .map(metricReason),
    ...shifts.slice(0, most).map(timeReason),
    ...events.slice(0, most).map(eventReason),
  ];
}

const metricReason = ({ of, size, explainedBy }: MetricFinding): Reason => ({
  kind: 'metric',
  metric: of.metric,
  ...asMeasured(of),
  scales: size,
  ...(explainedBy !== undefined && { explainedBy }),
});
const timeReason = ({ between, what, normal, now }: TimeShift): Reason => ({
  kind: 'time',
  between,
  what,
  normal,
  now,
});
const eventReason = ({ operation, event, normal, now }: Presence): Reason => ({
  kind: 'event',
  ...{ operation, what: event.what, normal, now },
});
