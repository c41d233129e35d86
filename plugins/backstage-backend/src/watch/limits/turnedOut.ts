import type { Prediction, PredictionOutcome } from '@autocura/common';
import { isBeyond } from './limits';

/** A limit counts as reached when so many values in a row are beyond it. */
const sustained = 3;
/** What was told may still come so many horizons later. */
const patience = 2;

export interface TurnedOut {
  outcome: PredictionOutcome;
  /** ISO 8601. */
  crossedAt?: string;
}

/**
 * How a prediction turned out; undefined while it can still come. `course`: [Unix seconds, value], ascending. `acted`:
 * something was done about it since it was told.
 */
export function turnedOut(
  prediction: Pick<Prediction, 'told' | 'horizonMs' | 'limit' | 'direction' | 'standing'>,
  course: [number, number][],
  { now, acted }: { now: Date; acted: boolean },
): TurnedOut | undefined {
  const { told, horizonMs, standing } = prediction;
  const told0 = Date.parse(told.at);
  const since = course.filter(([time]) => time * 1000 >= told0);
  const crossed = since.find((_, index) => isHeld(prediction, since.slice(index, index + sustained)));
  if (crossed) return { outcome: place(told, crossed[0] * 1000), crossedAt: new Date(crossed[0] * 1000).toISOString() };
  if (acted && !standing) return { outcome: 'prevented' };
  const over = Math.max(told.hi === undefined ? 0 : Date.parse(told.hi), told0 + patience * horizonMs);
  if (now.getTime() <= over) return undefined;
  if (acted) return { outcome: 'prevented' };
  const last = since.at(-1);
  const isBlind = last === undefined || last[0] * 1000 < over - horizonMs;
  return { outcome: isBlind ? 'not measured' : 'did not come' };
}

const isHeld = (limit: Parameters<typeof isBeyond>[0], values: [number, number][]) =>
  values.length === sustained && values.every(([, value]) => isBeyond(limit, value));

function place({ lo, hi }: Prediction['told'], crossed: number): PredictionOutcome {
  if (lo !== undefined && crossed < Date.parse(lo)) return 'early';
  return hi === undefined || crossed <= Date.parse(hi) ? 'in the band' : 'late';
}
