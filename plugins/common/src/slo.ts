import type { ErrorBudget } from './card';

/** One pair of windows that a burn rate is judged over. */
export interface Burn {
  /** Seconds. */
  long: number;
  short: number;
  /** From which burn rate on it fires: 1 spends the budget in exactly its time. */
  factor: number;
  severity: 'critical' | 'warning';
  /** What was measured; absent where nothing was. */
  longRate?: number;
  shortRate?: number;
  firing: boolean;
}

/** How an objective of a service stands. */
export interface Slo extends ErrorBudget {
  service: string;
  /** ISO 8601. */
  at: string;
  /** Share of the budget that was spent while actions of Autocura made things worse. */
  spentByHealing: number;
  burns: Burn[];
  /** Why it could not be measured; then the numbers are those of the last time. */
  unknown?: string;
}

/** From this share of the budget on, spent by acting, acting is what costs. */
export const mostSpentByHealing = 0.1;

/**
 * What an objective means for healing: people are asked because acting has cost too much, because nothing is left, or
 * because nobody can tell what is.
 */
export type BudgetEffect = 'frozen' | 'used up' | 'not measured' | 'none';

export function budgetEffect({
  left,
  spentByHealing,
  unknown,
}: Pick<Slo, 'left' | 'spentByHealing' | 'unknown'>): BudgetEffect {
  if (spentByHealing >= mostSpentByHealing) return 'frozen';
  if (left <= 0) return 'used up';
  return unknown === undefined ? 'none' : 'not measured';
}
