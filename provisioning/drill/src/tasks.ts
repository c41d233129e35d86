import type { Arm } from './types';

/** One run that is to be made. */
export interface Task {
  fault: string;
  arm: Arm;
  seed: number;
}

export const nameOf = ({ fault, arm, seed }: Task) => `${fault} ${arm} ${seed}`;

/** Every fault with every arm, seed by seed, so that a league that is interrupted has whole seeds. */
export const tasksOf = (faults: string[], arms: readonly Arm[], seeds: number[]): Task[] =>
  seeds.flatMap(seed => faults.flatMap(fault => arms.map(arm => ({ fault, arm, seed }))));

/** What the shops that run beside each other may weigh together, on two cores. */
export const usualBudget = 3;

/** The next runs to be made beside each other: the first of those left, and what fits beside it. */
export function nextBatch(left: Task[], weightOf: (fault: string) => number, budget = usualBudget): Task[] {
  let weight = 0;
  return left.filter(({ fault }, index) => {
    const fits = index === 0 || weight + weightOf(fault) <= budget;
    if (fits) weight += weightOf(fault);
    return fits;
  });
}
