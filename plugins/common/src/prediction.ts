/** Quantities that come to an end: what is told of each, beforehand. */
export const limitedKinds = ['memory', 'disk', 'pool', 'workers', 'queue', 'latency', 'quota', 'certificate'] as const;
export type LimitedKind = (typeof limitedKinds)[number];

/**
 * How a prediction turned out, by the band that was told first. `prevented`: something was done about it, so that nobody
 * knows; `not measured`: there was no data when it should have come.
 */
export const predictionOutcomes = [
  'in the band',
  'early',
  'late',
  'did not come',
  'prevented',
  'not measured',
] as const;
export type PredictionOutcome = (typeof predictionOutcomes)[number];

/** What one look at a course expects. Times are ISO 8601. */
export interface Foresight {
  at: string;
  /** What was measured last. */
  value: number;
  /** How likely the limit is reached within the horizon, from 0 to 1. */
  likelihood: number;
  /** The middle of when it is reached; absent where that is too far away to be told. */
  eta?: string;
  /** In four of five cases it is reached between these two; without `hi` it may never be. */
  lo?: string;
  hi?: string;
}

/** That a quantity of a service will reach its limit. */
export interface Prediction {
  id: string;
  service: string;
  kind: LimitedKind;
  unit: string;
  limit: number;
  /** On which side of the limit the trouble is. */
  direction: 'above' | 'below';
  /** So far ahead it is told, in milliseconds. */
  horizonMs: number;
  /** What was told first: what it is judged by. */
  told: Foresight;
  latest: Foresight;
  /** False when it is no longer expected. */
  standing: boolean;
  /** The incident that it opened, or that it is part of. */
  incidentId?: string;
  /** Absent while it can still come. */
  outcome?: PredictionOutcome;
  /** When the limit was reached, where it was. */
  crossedAt?: string;
  judgedAt?: string;
}

/** How the predictions of one kind about one service turned out; `open` are those that can still come. */
export interface TrackRecord {
  service: string;
  kind: LimitedKind;
  open: number;
  outcomes: Record<PredictionOutcome, number>;
}
