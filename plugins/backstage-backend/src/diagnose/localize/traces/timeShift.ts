import { quantileOf, sortedOf } from '../statistics';
import { handlerOf, isWaiting, selfUs, type SpanNode } from './spanTree';

/** Something that takes longer than it did: work inside one service, or the way between two. */
export interface TimeShift {
  /** One service, or caller and callee. */
  between: string[];
  what: string;
  /** In scales of what was normal; 0 where it takes no longer. */
  size: number;
  /** Seconds. */
  normal: number;
  now: number;
}

/** One alone is an anecdote. */
const least = 2;
/** Of fewer no median is believed: then the slowest of before is compared with the fastest of now. */
const few = 4;
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

/** How long something takes, seconds. */
export interface Usual {
  between: string[];
  what: string;
  count: number;
  median: number;
  spread: number;
  fastest: number;
  slowest: number;
}

/** Of all parts together. */
export function usualOf(parts: Map<string, Timed>[]): Map<string, Usual> {
  const all = new Map(parts.flatMap(part => [...part]));
  return new Map(
    [...all].map(([key, { between, what }]) => {
      const sorted = sortedOf(parts.flatMap(part => part.get(key)?.took ?? []));
      const [fastest = NaN, slowest = NaN] = [sorted[0], sorted.at(-1)];
      const middle = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.35;
      const isFew = sorted.length < few;
      return [
        key,
        {
          ...{ between, what, fastest, slowest },
          count: sorted.length,
          median: quantileOf(sorted, 0.5),
          spread: isFew ? slowest - fastest : middle,
        },
      ];
    }),
  );
}

/** What takes longer than it did. */
export function timeShifts(before: Map<string, Usual>, now: Map<string, Usual>): TimeShift[] {
  return [...before].flatMap(([key, then]) => {
    const today = now.get(key);
    if (!today || then.count < least || today.count < least) return [];
    return { between: then.between, what: then.what, ...moved(then, today) };
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

function moved(before: Usual, today: Usual) {
  const normal = before.count < few ? before.slowest : before.median;
  const now = today.count < few ? today.fastest : today.median;
  const scale = Math.max(before.spread, ofMedian * normal, seconds);
  return { size: Math.max(0, (now - normal) / scale), normal, now };
}
