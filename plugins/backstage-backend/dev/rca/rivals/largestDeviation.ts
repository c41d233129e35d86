import type { Method } from '../method';
import { prepared } from './prepared';

/** A centre and a scale of normal values. */
export type Normal = (before: number[]) => { centre: number; scale: number };

/** Ranks metrics by their largest value after, in units of what is normal; a service stands where its first metric does. */
export const largestDeviation =
  (normal: Normal): Method =>
  input => {
    const ranked = prepared(input)
      .map(({ service, name, before, after }) => {
        const { centre, scale } = normal(before);
        return { service, name, score: (Math.max(...after) - centre) / (scale || 1) };
      })
      .sort((a, b) => b.score - a.score);
    return { services: [...new Set(ranked.map(({ service }) => service))], metrics: ranked.map(({ name }) => name) };
  };
