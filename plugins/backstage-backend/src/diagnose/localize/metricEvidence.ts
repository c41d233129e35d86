import type { Deviation } from './deviation';
import { isFlow } from './family';

/** What one series says: its deviation in the direction that means trouble, beyond what it also did in its past. */
export interface MetricEvidence {
  of: Deviation;
  /** Deviation in scales, and the weight that follows from it. */
  size: number;
  weight: number;
}

/** What follows the load is worth less than what is of the service itself, and so is what no name tells. */
const ofFlow = 0.5;
const ofUnknown = 0.7;

export function metricEvidence(of: Deviation): MetricEvidence {
  const size = Math.max(0, towardsTrouble(of, of) - pastOf(of));
  return { of, size, weight: weightOf(of, size) };
}

/** The same evidence as it would have been at a stretch of the past. */
export function pastEvidence(of: Deviation, stretch: number): MetricEvidence {
  const then = of.past[stretch];
  const size = then
    ? Math.max(0, towardsTrouble(of, then) - pastOf({ ...of, past: of.past.filter(one => one !== then) }))
    : 0;
  return { of, size, weight: weightOf(of, size) };
}

const pastOf = (of: Deviation) => of.past.reduce((most, then) => Math.max(most, towardsTrouble(of, then)), 0);

function towardsTrouble({ family }: Deviation, { up, down }: { up: number; down: number }): number {
  if (family === 'host' || family === 'setting') return 0;
  return family === 'traffic' || family === 'other' ? Math.max(up, down) : up;
}

function weightOf({ family }: Deviation, size: number): number {
  const worth = isFlow(family) ? ofFlow : family === 'other' ? ofUnknown : 1;
  return Math.log1p(size) * worth;
}
