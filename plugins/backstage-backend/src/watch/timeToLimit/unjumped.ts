import { median } from '../median';

/** A step of this many usual ones is a jump: something moved in or out, and says nothing of the rate. */
const jump = 8;
/** Usual steps are those of the last so many stretches. */
const recent = 288;

/** The course up to `end` as if it had never jumped, by what it is now. */
export function unjumped(course: Float64Array, end: number): Float64Array {
  const smooth = course.slice(0, end);
  const usual = usualStep(course, end);
  if (Number.isNaN(usual)) return smooth;
  let moved = 0;
  for (let index = end - 2; index >= 0; index -= 1) {
    const step = course[index + 1]! - course[index]!;
    if (Math.abs(step) > jump * usual) moved += step - Math.sign(step) * usual;
    smooth[index] = course[index]! + moved;
  }
  return smooth;
}

function usualStep(course: Float64Array, end: number): number {
  const steps: number[] = [];
  for (let index = Math.max(1, end - recent); index < end; index += 1) {
    const size = Math.abs(course[index]! - course[index - 1]!);
    if (size > 0) steps.push(size);
  }
  return median(steps);
}
