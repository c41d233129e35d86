import type { LocalizeInput, LogLine, Span } from '../input';
import type { Kind } from '../kind';
import { callsIn } from './calls';
import { handlingsOf } from './events';
import { type Presence, presences } from './presence';
import { presenceBlame } from './presenceBlame';
import { sampled } from './sampled';
import { spanTree } from './spanTree';
import { timeBlame } from './timeBlame';
import { type TimeShift, timeShifts, timesOf } from './timeShift';

export interface TraceFindings {
  time: Kind & { findings: TimeShift[] };
  events: Kind & { findings: Presence[] };
}

/** Fewer spans on either side are anecdotes. */
const least = 100;

/**
 * What the traces say: what takes longer, and what no longer happens. The noise of each is the same question asked
 * backwards: without trouble as much gets faster as slower, and as much appears as is lost. Undefined where there are
 * too few spans.
 */
export function traceKinds(input: LocalizeInput, at: number): TraceFindings | undefined {
  const [earlier, later] = apart(input.spans, span => span.startUs, at);
  const [linesBefore, linesNow] = apart(input.logs, line => line.timeUs, at);
  const before = [...sampled(input.normalSpans), ...sampled(earlier)];
  const after = sampled(later);
  if (before.length < least || after.length < least) return undefined;
  const [then, now] = [spanTree(before), spanTree(after)];
  const calls = callsIn([...before, ...after]);
  const normally = handlingsOf(then, [...input.normalLogs, ...linesBefore]);
  const today = handlingsOf(now, linesNow);
  const [tookThen, tookNow] = [timesOf(then), timesOf(now)];
  const shifts = timeShifts(tookThen, tookNow);
  const lost = presences(normally, today);
  return {
    time: { findings: shifts, scores: timeBlame(shifts), noise: largest(timeBlame(timeShifts(tookNow, tookThen))) },
    events: {
      findings: lost,
      scores: presenceBlame(lost, calls),
      noise: largest(presenceBlame(presences(today, normally), calls)),
    },
  };
}

function apart<T extends Span | LogLine>(all: T[], timeUs: (one: T) => number, at: number): [T[], T[]] {
  const border = at * 1e6;
  return [all.filter(one => timeUs(one) < border), all.filter(one => timeUs(one) >= border)];
}

const largest = (scores: Map<string, number>) => Math.max(0, ...scores.values());
