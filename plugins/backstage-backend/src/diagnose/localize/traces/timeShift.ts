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

/** How long one thing took, each time, in seconds. */
export interface Timed {
  between: string[];
  what: string;
  took: number[];
}

/** By what it is: the own time of operations, and of the ways between services. */
export function timesOf(nodes: SpanNode[]): Map<string, Timed> {
  const times = new Map<string, Timed>();
  for (const node of nodes) {
    for (const { between, what, took } of timed(node)) {
      const key = `${between.join('>')}|${what}`;
      const known = times.get(key);
      if (known) known.took.push(took);
      else times.set(key, { between, what, took: [took] });
    }
  }
  return times;
}

export function timeShifts(before: Map<string, Timed>, now: Map<string, Timed>): TimeShift[] {
  return [...before].flatMap(([key, { between, what, took }]) => {
    const today = now.get(key)?.took ?? [];
    return took.length < least || today.length < least ? [] : [{ between, what, ...moved(took, today) }];
  });
}

function timed(node: SpanNode): { between: string[]; what: string; took: number }[] {
  const { span, children } = node;
  const remote = children.filter(({ span: child }) => child.service !== span.service);
  const ways = remote.map(({ span: child }) => ({
    between: [span.service, child.service],
    what: 'way',
    took: Math.max(0, span.durationUs - child.durationUs) / 1e6,
  }));
  // What a span that waits for another service takes beyond it is the way there, not work.
  return isWaiting(node) ? ways : [{ between: [span.service], what: handlerOf(node), took: selfUs(node) / 1e6 }];
}

function moved(before: number[], now: number[]) {
  const sorted = sortedOf(before);
  const normal = quantileOf(sorted, 0.5);
  const spread = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.35;
  const scale = Math.max(spread, ofMedian * normal, seconds);
  const median = quantileOf(sortedOf(now), 0.5);
  return { size: Math.max(0, (median - normal) / scale), normal, now: median };
}
