import { compareMeans } from './compare';
import { faultScores } from './faultScores';
import { rules as defaults } from './judged';
import type { Rules } from './judged';
import type { Scored } from './result';
import { rivals } from './table';
import type { ArmRow, Rival } from './table';

/** What was promised of the drill, and what came of it. */
export interface Verdict {
  promise: string;
  figure: string;
  /** null where it could not be judged; the figure says why. */
  met: boolean | null;
  /** Whether a league in which it is not met has failed, however few faults it had. */
  hard?: boolean;
}

/** Promises are made for seventeen faults; of fewer the same share is asked for. */
const [ofAll, rightOf, recoveredOf, locatedOf] = [17, 15, 14, 12];

export function verdictsOf(table: ArmRow[], results: Scored[], seed: number, rules: Rules = defaults): Verdict[] {
  const row = table.find(({ arm }) => arm === 'autocura');
  if (!row) return [hurting(results)];
  const without = new Set(results.filter(({ kind }) => kind === 'fault').map(({ fault }) => fault)).size - row.faults;
  return [
    hurting(results),
    onAtLeast('service and mode named right first', row.right ?? 0, rightOf, row.faults, without),
    ...located(results),
    onAtLeast('recovered', row.recovered, recoveredOf, row.faults, without),
    harmless(row),
    herrings(row),
    claims(row),
    atMostHalf(results, 'recoveredS', 'mean seconds to recovery', seed, rules),
    atMostHalf(results, 'requestsFailed', 'mean of requests failed', seed, rules),
    ...rivals.map(rival => notSlower(row, rival)),
  ];
}

/** A fault that nobody feels proves nothing. */
function hurting(results: Scored[]): Verdict {
  const none = results.filter(each => each.arm === 'none' && each.kind === 'fault' && !each.void);
  const promise = 'every fault hurts while nobody heals';
  if (none.length === 0) return { promise, figure: 'no valid run without healing', met: null, hard: true };
  const unfelt = none.filter(({ hurt }) => !hurt).map(({ fault, seed }) => `${fault} (seed ${seed})`);
  const figure = unfelt.length > 0 ? `not ${unfelt.join(', ')}` : `${none.length} of ${none.length} runs`;
  return { promise, figure, met: unfelt.length === 0, hard: true };
}

function onAtLeast(what: string, count: number, of: number, faults: number, without: number, each = 'faults'): Verdict {
  const least = Math.ceil((of * faults) / ofAll);
  return {
    promise: `${what} on at least ${least} of ${faults} ${each}`,
    figure: `${count} of ${faults}${without > 0 ? `; ${without} without a run that counts` : ''}`,
    met: faults === 0 ? null : count >= least,
  };
}

/** Of runs, since localisation was not asked for in every league. */
function located(results: Scored[]): Verdict[] {
  const told = results.filter(each => each.kind === 'fault' && !each.void && each.locatedRight !== null);
  const right = told.filter(each => each.locatedRight).length;
  const what = 'right service first by statistics alone';
  return told.length > 0 ? [onAtLeast(what, right, locatedOf, told.length, 0, 'runs')] : [];
}

function harmless({ harmful, harmOpen }: ArmRow): Verdict {
  return {
    promise: 'no harmful action',
    figure: `${harmful} harmful${harmOpen > 0 ? `; open in ${harmOpen} runs` : ''}`,
    met: harmful > 0 ? false : harmOpen > 0 ? null : true,
    hard: true,
  };
}

function herrings({ herrings: { runs, actions, wrong } }: ArmRow): Verdict {
  return {
    promise: 'herrings: no action and no wrong claim',
    figure: runs === 0 ? 'no herring ran' : `${actions} actions and ${wrong} wrong claims in ${runs} runs`,
    met: runs === 0 ? null : actions === 0 && wrong === 0,
  };
}

function claims({ claimedWrongly, claimsOpen }: ArmRow): Verdict {
  return {
    promise: 'never claimed healed while not recovered',
    figure: `${claimedWrongly ?? 0} times${claimsOpen > 0 ? `; open in ${claimsOpen} runs` : ''}`,
    met: claimedWrongly ? false : claimsOpen > 0 ? null : true,
    hard: true,
  };
}

/** The better rival is the one that leaves us the greater share. */
function atMostHalf(
  results: Scored[],
  what: 'recoveredS' | 'requestsFailed',
  name: string,
  seed: number,
  rules: Rules,
): Verdict {
  const promise = `${name} at most half of the better rival's`;
  const ours = faultScores(results, 'autocura', rules);
  const compared = rivals.flatMap(rival => {
    const found = compareMeans(ours, faultScores(results, rival, rules), what, seed);
    return found ? [{ rival, ...found }] : [];
  });
  const better = compared.sort((a, b) => b.share.value - a.share.value)[0];
  if (!better) return { promise, figure: 'no rival to compare with', met: null };
  const { rival, share } = better;
  const alone = compared.length < rivals.length;
  return {
    promise,
    figure: `${percent(share.value)} (${percent(share.low)} to ${percent(share.high)}) of ${rival}: ${better.ours.toFixed(1)} against ${better.theirs.toFixed(1)}${alone ? '; the other rival did not run' : ''}`,
    met: share.value > 0.5 ? false : alone ? null : true,
  };
}

function notSlower(row: ArmRow, rival: Rival): Verdict {
  const promise = `where ${rival} recovers too, at most 5 s slower in the median and 15 s on any fault`;
  const later = row.later[rival];
  if (!later?.medianS || !later.worst) return { promise, figure: 'no fault that both recovered from', met: null };
  const { faults, medianS, worst } = later;
  return {
    promise,
    figure: `median ${signed(medianS.value)} s (${signed(medianS.low)} to ${signed(medianS.high)}), at most ${signed(worst.s)} s (${worst.fault}), over ${faults} faults`,
    met: medianS.value <= 5 && worst.s <= 15,
  };
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** Seconds, with a sign. */
export function signed(s: number): string {
  const rounded = (Math.round(10 * s) / 10 || 0).toFixed(1);
  return s > 0 ? `+${rounded}` : rounded;
}
