import { quantileOf, sortedOf } from '../statistics';
import { handlerOf, isWaiting, selfUs, type SpanNode } from './spanTree';

/** Something that takes longer than it did: work inside one service, or the way between two. */
export interface TimeShift {
  /** One service, or caller and callee. */
  between: string[];
  what: string;
  /** In scales of what was normal; 0 where it takes no longer. */
  size: number;
  /** Seconds, median. */
  normal: number;
  now: number;
}

/** Of fewer spans on either side no median is believed. */
const least = 4;
/** A scale is at least this share of the median, and this many seconds. */
const ofMedian = 0.1;
const seconds = 0.001;

/** How long one thing took, once. */
export interface Timing {
  between: string[];
  what: string;
  startUs: number;
  seconds: number;
}

/** The own time of operations, and of the ways between services. */
export const timingsOf = (nodes: SpanNode[]): Timing[] => nodes.flatMap(timed);

/** The same, each time that it was done. */
export interface Timed {
  between: string[];
  what: string;
  took: number[];
}

/** By what it is. */
export function timesOf(timings: Timing[]): Map<string, Timed> {
  const times = new Map<string, Timed>();
  for (const { between, what, seconds: took } of timings) {
    const key = `${between.join('>')}|${what}`;
    const known = times.get(key);
    if (known) known.took.push(took);
    else times.set(key, { between, what, took: [took] });
  }
  return times;
}

/** What takes longer than it did. */
export function timeShifts(before: Map<string, Timed>, now: Map<string, Timed>): TimeShift[] {
  return [...before].flatMap(([key, { between, what, took }]) => {
    const today = now.get(key)?.took ?? [];
    return took.length < least || today.length < least ? [] : [{ between, what, ...moved(took, today) }];
  });
}

function timed(node: SpanNode): Timing[] {
  const { span, children } = node;
  const { service, startUs, durationUs } = span;
  // What a span that waits for another service takes beyond it is the way there, not work.
  if (!isWaiting(node)) return [{ between: [service], what: handlerOf(node), startUs, seconds: selfUs(node) / 1e6 }];
  return children.map(({ span: child }) => ({
    between: [service, child.service],
    what: 'way',
    startUs,
    seconds: Math.max(0, durationUs - child.durationUs) / 1e6,
  }));
}

function moved(before: number[], now: number[]) {
  const sorted = sortedOf(before);
  const normal = quantileOf(sorted, 0.5);
  const spread = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.35;
  const scale = Math.max(spread, ofMedian * normal, seconds);
  const median = quantileOf(sortedOf(now), 0.5);
  return { size: Math.max(0, (median - normal) / scale), normal, now: median };
}
