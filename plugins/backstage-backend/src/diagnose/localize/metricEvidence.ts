import { chosen, type Constants } from './constants';
import type { Deviation } from './deviation';
import { isFlow } from './family';

/** What one series says: its deviation in the direction that means trouble, beyond what it also did in its past. */
export interface MetricEvidence {
  of: Deviation;
  /** Deviation in scales, and the weight that follows from it. */
  size: number;
  weight: number;
}

/** What no name tells is worth less. */
const ofUnknown = 0.7;
/** Bytes and packets that grew beyond this many times what is normal are more than the load explains. */
const beyondLoad = 2;

export function metricEvidence(of: Deviation, { ofFlow }: Constants = chosen): MetricEvidence {
  return weighed(of, towardsTrouble(of, of) - beyond(of), ofFlow);
}

/** The same evidence as it would have been at a stretch of the past. */
export function pastEvidence(of: Deviation, stretch: number, { ofFlow }: Constants = chosen): MetricEvidence {
  const then = of.past[stretch];
  return weighed(of, then ? towardsTrouble(of, then) - beyond(of, stretch) : 0, ofFlow);
}

function weighed(of: Deviation, distance: number, ofFlow: number): MetricEvidence {
  const size = Math.max(0, distance);
  return { of, size, weight: weightOf(of, size, ofFlow) };
}

/** What it did at any other stretch of its past. */
function beyond(of: Deviation, except?: number): number {
  let most = 0;
  of.past.forEach((then, stretch) => {
    if (stretch !== except) most = Math.max(most, towardsTrouble(of, then));
  });
  return most;
}

function towardsTrouble({ family }: Deviation, { up, down }: { up: number; down: number }): number {
  if (family === 'host' || family === 'setting') return 0;
  return family === 'traffic' || family === 'other' ? Math.max(up, down) : up;
}

/** Whether it mostly follows the load of its service, and is no evidence of its own. */
export const followsLoad = ({ family, now, normal }: Deviation) =>
  family === 'traffic' || (isFlow(family) && now < beyondLoad * normal);

function weightOf(of: Deviation, size: number, ofFlow: number): number {
  const worth = followsLoad(of) ? ofFlow : of.family === 'other' ? ofUnknown : 1;
  return Math.log1p(size) * worth;
}
