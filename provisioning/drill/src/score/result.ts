import type { Judged, Result, Run } from '../types';
import { harmOf } from './harmful';
import { hurts } from './hurts';
import { rules as defaults } from './judged';
import type { Rules } from './judged';
import { recovery } from './recovered';
import { requestsFailed, watchedLongEnough } from './requestsFailed';
import { right } from './right';

/** A result with what the league needs to know beside it. */
export interface Scored extends Result {
  /** Whether it said that it had healed while the shop had not recovered; null where that cannot be told. */
  claimedWrongly: boolean | null;
  /** Whether `recoveredS` says anything: not where nothing ever went wrong and it is open whether it would have. */
  recoveryKnown: boolean;
  /** Whether every action could be judged; else `harmful` may lack some. */
  harmKnown: boolean;
  /** Whether shoppers felt it for longer than a hiccup lasts; null where nothing was recorded before the injection. */
  hurt: boolean | null;
}

/** Seconds by which a claim may come before the good period it is about: its own windows are not the shoppers'. */
const claimSlackS = 5;

/**
 * @param none the run of the same fault and seed with nobody healing, where a valid one was made
 * @param why  reasons why the run is void
 */
export function resultOf(
  run: Run,
  none: Run | undefined,
  { truth }: Pick<Judged, 'truth'>,
  why: string[] = [],
  rules: Rules = defaults,
): Scored {
  const since = (at: number | null) => (at === null ? null : Math.round((at - run.injectedAt) * 10) / 10);
  const { recoveredS, unsure } = recoveredOf(run, none, rules);
  const harm = harmOf(run, truth.mayTouch, none, recoveredS);
  const unjudged = [
    ...unsure,
    ...harm.unjudged,
    ...(watchedLongEnough(run, rules) ? [] : [`watched for less than ${rules.failedS} s`]),
  ];
  const claimedS = since(run.claimedAt);
  return {
    fault: run.fault,
    kind: run.kind,
    arm: run.arm,
    seed: run.seed,
    incidentS: since(run.incidentAt),
    ...right(run, truth),
    actions: run.actions.map(({ at, action, touched, params }) => ({ atS: since(at) ?? 0, action, touched, params })),
    harmful: harm.harmful,
    claimed: claimedS !== null,
    recoveredS,
    requestsFailed: requestsFailed(run, rules),
    ...(why.length > 0 && { void: why }),
    ...(unjudged.length > 0 && { unjudged }),
    claimedWrongly:
      claimedS === null ? false : unsure.length > 0 ? null : recoveredS === null || recoveredS > claimedS + claimSlackS,
    recoveryKnown: unsure.length === 0,
    harmKnown: harm.unjudged.length === 0,
    hurt: hurts(run, rules),
  };
}

/** A run in which nothing ever went wrong is healed from the start where the fault would have hurt. */
function recoveredOf(run: Run, none: Run | undefined, rules: Rules): { recoveredS: number | null; unsure: string[] } {
  const found = recovery(run, rules);
  if (found.is === 'recovered') return { recoveredS: found.s, unsure: [] };
  if (found.is === 'not-recovered') return { recoveredS: null, unsure: [] };
  if (found.is === 'unknown') return { recoveredS: null, unsure: ['nothing recorded before the injection'] };
  if (run.kind === 'herring') return { recoveredS: 0, unsure: [] };
  if (run.arm !== 'none' && none && hurts(none, rules)) return { recoveredS: 0, unsure: [] };
  return { recoveredS: null, unsure: ['nothing ever went wrong, and no run shows that it would have'] };
}
