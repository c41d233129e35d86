import type { Mode, Outcome } from '@autocura/common';
import { newcombe, type Share, z90 } from './newcombe';

/** What a remedy is known by. */
export interface Remedy {
  failureMode: string;
  action: string;
  service: string;
}

/** How a remedy fared in one episode, by its last outcome there. */
export interface Trial extends Remedy {
  /** When it was measured, ISO 8601. */
  at: string;
  outcome: Outcome;
}

/** An episode from its first diagnosis to whatever came first: it cleared, somebody acted, a person ended it. */
export interface Untouched {
  failureMode: string;
  service: string;
  /** ISO 8601. */
  began: string;
  /** ISO 8601; absent while it goes on and nobody has acted. */
  ended?: string;
  how?: 'cleared' | 'acted' | 'by a person';
}

/** What a rule that says `upTo` grants at most so far, and why. */
export interface Earned extends Remedy {
  level: Exclude<Mode, 'observe'>;
  /** Why it is no higher, or what it rests on. */
  reasons: string[];
  /** Trials with an outcome that says something, and those of them that healed. */
  tried: Share;
  /** Episodes of the same cause in which nobody acted for as long, and those of them that cleared. */
  left: Share;
  /** Healed with the action, less cleared without: 90 % interval, shares of 1. Absent while one side is unknown. */
  worth?: { difference: number; lower: number; upper: number };
}

const ladder = ['propose', 'approve', 'auto'] as const;

/** Fewer measured outcomes than this say nothing of an action … */
export const fewestTrials = 5;
/** … and fewer episodes without one say nothing of what happens by itself. */
export const fewestLeft = 10;
/** Heals in a row for each step up. */
export const healsForAStep = 5;
/** What the action has to be worth at least, by the lower bound, to be done without asking. */
export const worthOfAuto = 0.2;

/**
 * Autonomy is earned one step at a time, by heals in a row, and only while the action is measurably better than
 * waiting. A try that did not heal takes a step back at once, harm all of them.
 */
export function earned(
  remedy: Remedy,
  known: { trials: Trial[]; untouched: Untouched[] },
  /** How long an effect is watched, in milliseconds: what clears within it by itself would have looked healed. */
  watchedMs: number,
  now: string,
): Earned {
  const trials = known.trials
    .filter(
      ({ failureMode, action, service }) =>
        failureMode === remedy.failureMode && action === remedy.action && service === remedy.service,
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const measured = trials.filter(({ outcome }) => outcome !== 'inconclusive');
  const tried = { of: measured.length, successes: measured.filter(({ outcome }) => outcome === 'healed').length };
  const left = baselineOf(remedy, known.untouched, watchedMs, now);
  const both = { ...remedy, tried, left };
  const missing = [
    ...(tried.of < fewestTrials ? [`${tried.of} of ${fewestTrials} outcomes that are needed were measured`] : []),
    ...(left.of < fewestLeft
      ? [`what happens without it is unknown: ${left.of} of ${fewestLeft} episodes in which nobody acted`]
      : []),
  ];
  if (missing.length > 0) return { ...both, level: 'propose', reasons: missing };
  const worth = newcombe(tried, left, z90);
  const { rung, inARow } = climbed(trials);
  const allowed = worth.lower <= 0 ? 0 : worth.lower < worthOfAuto ? 1 : 2;
  return {
    ...both,
    worth,
    level: ladder[Math.min(rung, allowed)] ?? 'propose',
    reasons: [
      `healed ${tried.successes} of ${tried.of}; without it ${left.successes} of ${left.of} cleared in the same time`,
      ...(allowed < 2 && allowed <= rung ? [tooLittle(worth.lower, allowed)] : []),
      ...(rung < 2 && rung <= allowed ? [`${inARow} of ${healsForAStep} heals in a row towards the next step`] : []),
    ],
  };
}

const tooLittle = (lower: number, allowed: number) =>
  allowed === 0
    ? 'it may be no better than waiting'
    : `it is better than waiting by ${percent(lower)} at least, and by itself takes ${percent(worthOfAuto)}`;

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Where the outcomes alone would lead, the oldest first. */
function climbed(trials: Trial[]): { rung: number; inARow: number } {
  let [rung, inARow] = [0, 0];
  for (const { outcome } of trials) {
    inARow = outcome === 'healed' ? inARow + 1 : 0;
    if (outcome === 'worse') rung = 0;
    if (outcome === 'not healed') rung = Math.max(0, rung - 1);
    if (inARow < healsForAStep || rung === ladder.length - 1) continue;
    [rung, inARow] = [rung + 1, 0];
  }
  return { rung, inARow };
}

/**
 * What clears by itself within the time that an effect is watched. An episode in which somebody acted sooner tells
 * nothing of it and is left out; those would have lasted rather than not, so that waiting looks better than it is.
 */
function baselineOf({ failureMode, service }: Remedy, untouched: Untouched[], watchedMs: number, now: string): Share {
  const same = untouched.filter(one => one.failureMode === failureMode && one.service === service);
  const lasted = ({ began, ended = now }: Untouched) => Date.parse(ended) - Date.parse(began);
  const cleared = same.filter(one => one.how === 'cleared' && lasted(one) <= watchedMs).length;
  return { of: cleared + same.filter(one => lasted(one) > watchedMs).length, successes: cleared };
}
