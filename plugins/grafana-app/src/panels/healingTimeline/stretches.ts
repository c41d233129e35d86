import type { Table } from '../parts/table';

/** A time that an incident spent in one phase. */
export interface Stretch {
  /** The row of the event that began it. */
  row: number;
  ms: number;
}

const ended = ['resolved', 'expired'];

/** The phases in their order, each until the next began; the last goes on until that time, unless it is an end. */
export function stretches(timeline: Table, until: number): Stretch[] {
  const begins = timeline.rows.filter(row => timeline.text('phase', row) !== timeline.text('phase', row - 1));
  return begins.map((row, index) => {
    const next = begins[index + 1];
    const began = timeline.number('time', row) ?? until;
    const over = next === undefined ? lastOf(timeline, row, until) : (timeline.number('time', next) ?? until);
    return { row, ms: Math.max(0, over - began) };
  });
}

const lastOf = (timeline: Table, row: number, until: number) =>
  ended.includes(timeline.text('phase', row) ?? '') ? (timeline.number('time', row) ?? until) : until;
