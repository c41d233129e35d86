import type { LocalizeInput } from '../input';
import { type Kind, standsOut } from '../kind';
import { callsIn } from './calls';
import { handlingsOf, linesBySpan, type Run, runsOf } from './events';
import { type Presence, presences } from './presence';
import { presenceBlame } from './presenceBlame';
import { sampled } from './sampled';
import { spanTree } from './spanTree';
import { timeBlame } from './timeBlame';
import { type TimeShift, timeShifts, timesOf, type Timing, timingsOf } from './timeShift';

export interface TraceFindings {
  /** Unix seconds: between what was normal and what is now. */
  onset: number;
  time: Kind & { findings: TimeShift[] };
  events: Kind & { findings: Presence[] };
}

/** Fewer spans on either side are anecdotes. */
const least = 100;
/** Trouble is noticed this many seconds late or early, or in time; the first is preferred. */
const offBy = [0, -60, 60];

/**
 * What the traces say: what takes longer, and what no longer happens. Traces are fine enough to see that trouble was
 * noticed late or early: of the times around, the one that tells before from after most clearly is taken. Undefined
 * where there are too few spans.
 */
export function traceKinds(input: LocalizeInput, at: number): TraceFindings | undefined {
  const [normalSpans, spans] = [sampled(input.normalSpans), sampled(input.spans)];
  const lines = linesBySpan([...input.normalLogs, ...input.logs]);
  const [normal, recent] = [spanTree(normalSpans), spanTree(spans)];
  const recorded: Recorded = {
    normally: { runs: runsOf(normal, lines), timings: timingsOf(normal) },
    recently: { runs: runsOf(recent, lines), timings: timingsOf(recent) },
    calls: callsIn([...normalSpans, ...spans]),
  };
  return offBy
    .flatMap(seconds => apart(recorded, at + seconds) ?? [])
    .map(found => ({ found, clear: standsOut([found.time, found.events]) }))
    .sort((a, b) => b.clear - a.clear)[0]?.found;
}

interface Seen {
  runs: Run[];
  timings: Timing[];
}
interface Recorded {
  /** Of a time that is known to be good, and around the trouble. */
  normally: Seen;
  recently: Seen;
  calls: [string, string][];
}

/**
 * The noise of each kind is the same question asked backwards: without trouble as much gets faster as slower, and as
 * much appears as is lost.
 */
function apart({ normally, recently, calls }: Recorded, onset: number): TraceFindings | undefined {
  const isBefore = ({ startUs }: { startUs: number }) => startUs < onset * 1e6;
  const isNow = (one: { startUs: number }) => !isBefore(one);
  const timingsBefore = [...normally.timings, ...recently.timings.filter(isBefore)];
  const timingsNow = recently.timings.filter(isNow);
  if (timingsBefore.length < least || timingsNow.length < least) return undefined;
  const [tookThen, tookNow] = [timesOf(timingsBefore), timesOf(timingsNow)];
  const then = handlingsOf([...normally.runs, ...recently.runs.filter(isBefore)]);
  const now = handlingsOf(recently.runs.filter(isNow));
  const shifts = timeShifts(tookThen, tookNow);
  const time = timeBlame(shifts);
  const lost = presences(then, now);
  return {
    onset,
    time: { findings: shifts, scores: time, noise: largest(timeBlame(timeShifts(tookNow, tookThen))) },
    events: {
      findings: lost,
      scores: presenceBlame(lost, calls, time),
      noise: largest(presenceBlame(presences(now, then), calls)),
    },
  };
}

const largest = (scores: Map<string, number>) => Math.max(0, ...scores.values());
