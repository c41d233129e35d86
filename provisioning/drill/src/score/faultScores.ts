import type { Arm } from '../types';
import { mean, rules as defaults } from './judged';
import type { Rules } from './judged';
import type { Scored } from './result';

/** How an arm did on one fault, over the seeds that count. */
export interface FaultScore {
  fault: string;
  /** In more than half of the seeds; null for arms that name nothing. */
  right: boolean | null;
  recovered: boolean;
  /** Mean seconds; the horizon where it did not recover. */
  recoveredS: number;
  requestsFailed: number;
  results: Scored[];
}

/** Faults in the order of the league; herrings and void runs are left out. */
export function faultScores(results: Scored[], arm: Arm, rules: Rules = defaults): FaultScore[] {
  const counting = results.filter(
    each => each.arm === arm && each.kind === 'fault' && !each.void && each.recoveryKnown,
  );
  return [...new Set(counting.map(({ fault }) => fault))].map(fault => {
    const ours = counting.filter(each => each.fault === fault);
    const names = ours.filter(({ serviceRight }) => serviceRight !== null);
    return {
      fault,
      right: names.length === 0 ? null : most(names, each => each.serviceRight === true && each.modeRight === true),
      recovered: most(ours, each => each.recoveredS !== null),
      recoveredS: mean(ours.map(each => Math.min(each.recoveredS ?? rules.horizonS, rules.horizonS))) ?? rules.horizonS,
      requestsFailed: mean(ours.map(each => each.requestsFailed)) ?? 0,
      results: ours,
    };
  });
}

const most = (results: Scored[], holds: (result: Scored) => boolean) =>
  2 * results.filter(holds).length > results.length;
