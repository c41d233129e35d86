import { chosen, type Constants } from './constants';

/** What one kind of evidence says of each service, and how much it says of a service when nothing is wrong. */
export interface Kind {
  scores: Map<string, number>;
  /** The same score at its largest, where by its own measure there was no trouble. */
  noise: number;
}

/** Kinds add up by what of them stands out of their own noise, so that a kind that is noisy here counts little here. */
export function addUp(kinds: Kind[], { inTheNoise }: Constants = chosen): Map<string, number> {
  const total = new Map<string, number>();
  for (const { scores, noise } of kinds) {
    for (const [service, score] of scores)
      total.set(service, (total.get(service) ?? 0) + Math.max(0, score - noise) + inTheNoise * Math.min(score, noise));
  }
  return total;
}

/** How far the best of any kind stands out of its noise. */
export const standsOut = (kinds: Kind[]): number =>
  Math.max(0, ...kinds.map(({ scores, noise }) => Math.max(0, ...scores.values()) - noise));
