import type { TimeShift } from './timeShift';

/** From how many scales on something counts as slower; below, it is noise of small numbers. */
const slower = 2;
/** A way is slow because of who is called, rather than of who calls: there it may wait before anybody answers. */
const ofCaller = 0.65;

/**
 * By service: how well it explains what is slower. It does the better, the more of all that is slower touches it, and
 * the less of what touches it is as fast as ever beside its slowest: a slow way has two ends, and the guilty end is
 * slow to everyone.
 */
export function timeBlame(shifts: TimeShift[]): Map<string, number> {
  const total = shifts.reduce((sum, shift) => sum + weightOf(shift), 0);
  const services = new Set(shifts.flatMap(({ between }) => between));
  return new Map(
    [...services].map(service => {
      const touching = shifts.filter(({ between }) => between.includes(service));
      const strongest = touching.reduce((most, shift) => (weightOf(shift) > weightOf(most) ? shift : most));
      if (weightOf(strongest) === 0) return [service, 0];
      const explained = touching.reduce((sum, shift) => sum + weightOf(shift) * partOf(service, shift), 0);
      const alike = touching.reduce((sum, shift) => sum + weightOf(shift), 0) / weightOf(strongest) / touching.length;
      return [service, Math.log1p(strongest.size) * (explained / total) * (0.5 + 0.5 * alike)];
    }),
  );
}

/** Between their size and its logarithm: many trifles do not outweigh what is slower by far. */
const weightOf = ({ size }: TimeShift) => (size > slower ? Math.sqrt(size) : 0);

const partOf = (service: string, { between: [one, other] }: TimeShift) =>
  other !== undefined && one === service ? ofCaller : 1;
