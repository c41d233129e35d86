import { ratio } from './compare';
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
}

/** Promises are made for seventeen faults; on fewer the same share is asked for. */
const [ofAll, rightOf, recoveredOf] = [17, 15, 14];

export function verdictsOf(table: ArmRow[], results: Scored[], seed: number, rules: Rules = defaults): Verdict[] {
  return [...hurting(results), ...autocuras(table, results, seed, rules)];
}

/** A fault that nobody feels proves nothing. */
function hurting(results: Scored[]): Verdict[] {
  const none = results.filter(each => each.arm === 'none' && each.kind === 'fault' && !each.void);
  const promise = 'every fault hurts while nobody heals';
  if (none.length === 0) return [{ promise, figure: 'no valid run without healing', met: null }];
  const harmless = [...new Set(none.filter(({ hurt }) => !hurt).map(({ fault, seed }) => `${fault} (seed ${seed})`))];
  return [
    { promise, figure: harmless.join(', ') || `${none.length} of ${none.length} runs`, met: harmless.length === 0 },
  ];
}

function autocuras(table: ArmRow[], results: Scored[], seed: number, rules: Rules): Verdict[] {
  const row = table.find(({ arm }) => arm === 'autocura');
  if (!row) return [];
  const { faults, herrings } = row;
  const share = (of: number) => Math.ceil((of * faults) / ofAll);
  const atLeast = (what: string, count: number, of: number): Verdict => ({
    promise: `${what} on at least ${share(of)} of ${faults} faults`,
    figure: `${count} of ${faults}`,
    met: faults === 0 ? null : count >= share(of),
  });
  return [
    atLeast('service and mode named right first', row.right ?? 0, rightOf),
    atLeast('recovered', row.recovered, recoveredOf),
    {
      promise: 'no harmful action',
      figure: `${row.harmful}${row.unjudged > 0 ? `; in ${row.unjudged} runs not all could be judged` : ''}`,
      met: row.harmful > 0 ? false : row.unjudged > 0 ? null : true,
    },
    {
      promise: 'herrings: no action and no wrong claim',
      figure:
        herrings.runs === 0
          ? 'no herring ran'
          : `${herrings.actions} actions, ${herrings.wrong} wrong claims in ${herrings.runs} runs`,
      met: herrings.runs === 0 ? null : herrings.actions === 0 && herrings.wrong === 0,
    },
    {
      promise: 'never claimed healed while not recovered',
      figure: `${row.claimedWrongly ?? 0} times`,
      met: row.claimedWrongly === 0,
    },
    atMostHalf(table, results, 'recoveredS', 'mean seconds to recovery', seed, rules),
    atMostHalf(table, results, 'requestsFailed', 'mean of requests failed', seed, rules),
    ...rivals.map(rival => notSlower(row, rival)),
  ];
}

function atMostHalf(
  table: ArmRow[],
  results: Scored[],
  what: 'recoveredS' | 'requestsFailed',
  name: string,
  seed: number,
  rules: Rules,
): Verdict {
  const promise = `${name} at most half of the better rival's`;
  const ours = faultScores(results, 'autocura', rules);
  const ratios = rivals.flatMap(rival => {
    const found = ratio(ours, faultScores(results, rival, rules), what, seed);
    return found ? [{ rival, ...found }] : [];
  });
  const closest = ratios.sort((a, b) => b.value - a.value)[0];
  if (!closest) return { promise, figure: 'no rival to compare with', met: null };
  const means = (arm: string) => table.find(row => row.arm === arm)?.[what]?.value.toFixed(1) ?? '?';
  return {
    promise,
    figure: `${percent(closest.value)} (${percent(closest.low)} to ${percent(closest.high)}) of ${closest.rival}'s: ${means('autocura')} against ${means(closest.rival)}`,
    met: closest.value <= 0.5,
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
export const signed = (s: number) => `${s > 0 ? '+' : ''}${s.toFixed(1)}`;
