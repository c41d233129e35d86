import { arms } from '../types';
import type { Arm } from '../types';
import { bootstrap } from './bootstrap';
import type { Estimate } from './bootstrap';
import { laterThan } from './compare';
import type { Later } from './compare';
import { faultScores } from './faultScores';
import { mean, rules as defaults } from './judged';
import type { Rules } from './judged';
import type { Scored } from './result';

export const rivals = ['restart', 'rollback-or-restart'] as const;
export type Rival = (typeof rivals)[number];

export interface ArmRow {
  arm: Arm;
  /** Faults with a run that counts. */
  faults: number;
  /** Faults on which service and mode were named right; null for arms that name nothing. */
  right: number | null;
  recovered: number;
  /** Actions, over faults and herrings. */
  harmful: number;
  /** Runs with an action of which it is open whether it did harm. */
  harmOpen: number;
  /** Runs that claimed to have healed what had not recovered, and those that claimed what cannot be told. */
  claimedWrongly: number | null;
  claimsOpen: number;
  /** Runs that count for nothing. */
  void: number;
  /** Means over faults: seconds up to the horizon, and requests. */
  recoveredS: Estimate | null;
  requestsFailed: Estimate | null;
  herrings: { runs: number; actions: number; wrong: number };
  later: Partial<Record<Rival, Later>>;
}

/** A row for each arm that ran. Void runs count for nothing. */
export function tableOf(results: Scored[], seed: number, rules: Rules = defaults): ArmRow[] {
  return arms.filter(arm => results.some(each => each.arm === arm)).map(arm => rowOf(results, arm, seed, rules));
}

export function rowOf(results: Scored[], arm: Arm, seed: number, rules: Rules = defaults): ArmRow {
  const all = results.filter(each => each.arm === arm);
  const counting = all.filter(each => !each.void);
  const scores = faultScores(results, arm, rules);
  const herrings = counting.filter(({ kind }) => kind === 'herring');
  const versus = rivals.filter(rival => rival !== arm && results.some(each => each.arm === rival));
  return {
    arm,
    faults: scores.length,
    right: arm === 'autocura' ? scores.filter(({ right }) => right).length : null,
    recovered: scores.filter(({ recovered }) => recovered).length,
    harmful: counting.reduce((sum, { harmful }) => sum + harmful.length, 0),
    harmOpen: counting.filter(({ harmKnown }) => !harmKnown).length,
    void: all.length - counting.length,
    claimsOpen: counting.filter(({ claimedWrongly }) => claimedWrongly === null).length,
    claimedWrongly: arm === 'autocura' ? counting.filter(({ claimedWrongly }) => claimedWrongly).length : null,
    recoveredS: bootstrap(scores, items => mean(items.map(each => each.recoveredS)), seed),
    requestsFailed: bootstrap(scores, items => mean(items.map(each => each.requestsFailed)), seed),
    herrings: {
      runs: herrings.length,
      actions: herrings.reduce((sum, { actions }) => sum + actions.length, 0),
      wrong: herrings.filter(
        each => each.claimedWrongly || (each.firstHypothesis !== 'unknown' && each.serviceRight === false),
      ).length,
    },
    later: Object.fromEntries(
      versus.map(rival => [rival, laterThan(scores, faultScores(results, rival, rules), seed)]),
    ),
  };
}
