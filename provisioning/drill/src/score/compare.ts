import { bootstrap } from './bootstrap';
import type { Estimate } from './bootstrap';
import type { FaultScore } from './faultScores';
import { mean, median } from './judged';

/** How much later an arm recovers than a rival where both do, in seconds; negative is sooner. */
export interface Later {
  faults: number;
  medianS: Estimate | null;
  worst: { fault: string; s: number } | null;
}

export function laterThan(ours: FaultScore[], theirs: FaultScore[], seed: number): Later {
  const later = ours.flatMap(score => {
    const rival = theirs.find(({ fault }) => fault === score.fault);
    const s = rival && score.recovered && rival.recovered ? laterOn(score, rival) : null;
    return s === null ? [] : [{ fault: score.fault, s }];
  });
  return {
    faults: later.length,
    medianS: bootstrap(later, items => median(items.map(({ s }) => s)), seed),
    worst: later.reduce<Later['worst']>((worst, each) => (worst && worst.s >= each.s ? worst : each), null),
  };
}

/** Median over the seeds in which both recovered. */
function laterOn(ours: FaultScore, theirs: FaultScore) {
  const differences = ours.results.flatMap(each => {
    const rival = theirs.results.find(({ seed }) => seed === each.seed);
    const both = rival && each.recoveredS !== null && rival.recoveredS !== null;
    return both ? [(each.recoveredS ?? 0) - (rival.recoveredS ?? 0)] : [];
  });
  return median(differences);
}

export interface Compared {
  ours: number;
  theirs: number;
  /** Our mean over theirs. */
  share: Estimate;
}

/** Means over the faults that both were judged on; null where there are none. */
export function compareMeans(
  ours: FaultScore[],
  theirs: FaultScore[],
  what: 'recoveredS' | 'requestsFailed',
  seed: number,
): Compared | null {
  const pairs = ours.flatMap(score => {
    const rival = theirs.find(({ fault }) => fault === score.fault);
    return rival ? [{ ours: score[what], theirs: rival[what] }] : [];
  });
  const meanOf = (items: typeof pairs, side: 'ours' | 'theirs') => mean(items.map(each => each[side])) ?? 0;
  const share = bootstrap(pairs, items => shareOf(meanOf(items, 'ours'), meanOf(items, 'theirs')), seed);
  return share && { ours: meanOf(pairs, 'ours'), theirs: meanOf(pairs, 'theirs'), share };
}

/** Nothing is at most half of nothing, and anything is infinitely more. */
const shareOf = (ours: number, theirs: number) => (theirs > 0 ? ours / theirs : ours > 0 ? Infinity : 0);
