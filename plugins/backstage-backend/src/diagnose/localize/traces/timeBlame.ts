import type { TimeShift } from './timeShift';

/** From how many scales on something counts as slower; below, it is noise of small numbers. */
const slower = 2;

/**
 * By service: how well it explains what is slower. It does the better, the more of all that is slower touches it, and
 * the less of what touches it is as fast as ever: a slow way has two ends, and the guilty end is slow to everyone.
 */
export function timeBlame(shifts: TimeShift[]): Map<string, number> {
  const weightOf = ({ size }: TimeShift) => (size > slower ? Math.log1p(size) : 0);
  const total = shifts.reduce((sum, shift) => sum + weightOf(shift), 0);
  const services = new Set(shifts.flatMap(({ between }) => between));
  return new Map(
    [...services].map(service => {
      const touching = shifts.filter(({ between }) => between.includes(service));
      const slow = touching.filter(shift => weightOf(shift) > 0);
      if (slow.length === 0) return [service, 0];
      const weight = slow.reduce((sum, shift) => sum + weightOf(shift), 0);
      const strongest = Math.max(...slow.map(weightOf));
      return [service, strongest * (weight / total) * (0.5 + 0.5 * (slow.length / touching.length))];
    }),
  );
}
