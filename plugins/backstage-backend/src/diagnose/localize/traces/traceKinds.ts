import { groupBy } from '../groupBy';
import type { LocalizeInput } from '../input';
import { type Kind, standsOut } from '../kind';
import { callsIn } from './calls';
import { type Handling, handlingsOf, linesBySpan, type Run, runsOf, together } from './events';
import { type Presence, presences } from './presence';
import { presenceBlame } from './presenceBlame';
import { sampled } from './sampled';
import { spanTree } from './spanTree';
import { mixed } from './mixed';
import { isIn, step, stepOf, type Stretch, stretches } from './stretches';
import { timeBlame } from './timeBlame';
import { type Timed, type TimeShift, timeShifts, timesOf, type Timing, timingsOf, usualOf } from './timeShift';

export interface TraceFindings {
  /** Unix seconds: between what was normal and what is now. */
  onset: number;
  time: Kind & { findings: TimeShift[] };
  events: Kind & { findings: Presence[] };
}

/** Fewer spans on either side are anecdotes. */
const least = 100;

/**
 * What the traces say: what takes longer, and what no longer happens. Traces are fine enough to see that trouble was
 * noticed late or early, or is over: of the stretches around, those that differ most clearly from all else are believed.
 * Undefined where there are too few spans.
 */
export function traceKinds(input: LocalizeInput, at: number): TraceFindings | undefined {
  const [normalSpans, spans] = [sampled(input.normalSpans), sampled(input.spans)];
  const lines = linesBySpan([...input.normalLogs, ...input.logs]);
  const [normal, recent] = [spanTree(normalSpans), spanTree(spans)];
  const recorded: Recorded = {
    normally: seenIn(runsOf(normal, lines), timingsOf(normal)),
    recently: seenBySteps(runsOf(recent, lines), timingsOf(recent), at),
    calls: callsIn([...normalSpans, ...spans]),
  };
  const all = stretches
    .flatMap(stretch => {
      const found = apart(recorded, stretch);
      return found ? { from: stretch.from, found, clear: stretch.worth * standsOut([found.time, found.events]) } : [];
    })
    .sort((a, b) => b.clear - a.clear);
  const [clearest] = all;
  if (!clearest) return undefined;
  const { time, events } = clearest.found;
  const onset = at + clearest.from * step;
  if (clearest.clear === 0) return { onset, time, events };
  const together = (of: 'time' | 'events') => mixed(all.map(({ found, clear }) => ({ kind: found[of], clear })));
  return { onset, time: { ...time, ...together('time') }, events: { ...events, ...together('events') } };
}

interface Seen {
  count: number;
  handlings: Map<string, Handling>;
  times: Map<string, Timed>;
}
interface Recorded {
  /** Of a time that is known to be good. */
  normally: Seen;
  /** Around the trouble, by step. */
  recently: Map<number, Seen>;
  calls: [string, string][];
}

const seenIn = (runs: Run[], timings: Timing[]): Seen => ({
  count: timings.length,
  handlings: handlingsOf(runs),
  times: timesOf(timings),
});

function seenBySteps(runs: Run[], timings: Timing[], at: number): Map<number, Seen> {
  const byStep = ({ startUs }: { startUs: number }) => `${stepOf(startUs, at)}`;
  const [ran, took] = [groupBy(runs, byStep), groupBy(timings, byStep)];
  const steps = new Set([...ran.keys(), ...took.keys()]);
  return new Map([...steps].map(one => [Number(one), seenIn(ran.get(one) ?? [], took.get(one) ?? [])]));
}

/**
 * The noise of each kind is the same question asked backwards: without trouble as much gets faster as slower, and as
 * much appears as is lost. What is over is told by failures alone: that requests were of another sort for a while is
 * no trouble.
 */
function apart({ normally, recently, calls }: Recorded, stretch: Stretch): Omit<TraceFindings, 'onset'> | undefined {
  const steps = [...recently];
  const before = [normally, ...steps.flatMap(([one, seen]) => (isIn(stretch, one) ? [] : seen))];
  const since = steps.flatMap(([one, seen]) => (isIn(stretch, one) ? seen : []));
  if (countOf(before) < least || countOf(since) < least) return undefined;
  const then = together(before.map(({ handlings }) => handlings));
  const now = together(since.map(({ handlings }) => handlings));
  const [lost, gained] = [presences(then, now), presences(now, then)];
  if (stretch.until !== undefined) return { time: silent, events: eventsOf(failures(lost), failures(gained), calls) };
  const tookThen = usualOf(before.map(({ times }) => times));
  const tookNow = usualOf(since.map(({ times }) => times));
  const shifts = timeShifts(tookThen, tookNow);
  const scores = timeBlame(shifts);
  return {
    time: { findings: shifts, scores, noise: largest(timeBlame(timeShifts(tookNow, tookThen))) },
    events: eventsOf(lost, gained, calls, scores),
  };
}

const silent = { findings: [], scores: new Map<string, number>(), noise: 0 };

const eventsOf = (lost: Presence[], gained: Presence[], calls: [string, string][], slow?: Map<string, number>) => ({
  findings: lost,
  scores: presenceBlame(lost, calls, slow),
  noise: largest(presenceBlame(gained, calls)),
});

const failures = (found: Presence[]) => found.filter(({ event }) => event.isError);
const countOf = (seen: Seen[]) => seen.reduce((sum, { count }) => sum + count, 0);
const largest = (scores: Map<string, number>) => Math.max(0, ...scores.values());
