import type { Outcome, Step, Verdict } from './plan';

/**
 * What became of an episode of an incident, the first that applies: a step was taken, proposed, held back until time
 * ran out, only observed, or refused; a cause was found and no remedy, or no cause; or it was over before anything was decided.
 */
export const replayKinds = [
  'done',
  'proposed',
  'held back',
  'observed',
  'refused',
  'no remedy',
  'nothing',
  'cannot tell',
] as const;
export type ReplayKind = (typeof replayKinds)[number];

/** One decision of the replayed world. */
export interface ReplayedDecision {
  /** ISO 8601. */
  at: string;
  kind: Exclude<ReplayKind, 'nothing'>;
  step?: Step;
  /** What the step does, in words. */
  says?: string;
  hypothesis?: string;
  /** Every guardrail's word, the strictest first. */
  verdicts: Verdict[];
  /** Why it was not done, or why nobody can tell. */
  reason?: string;
  /** Of a step that was done: as it really went where the same step was really taken, else unknown. */
  outcome?: Outcome | 'unknown';
}

/** What really was done. */
export interface RealAttempt {
  at: string;
  step: Step;
  by?: string;
  failed?: string;
  outcome?: Outcome;
}

/** One episode of an incident, as it would have gone and as it went. */
export interface ReplayedEpisode {
  incidentId: string;
  episode: number;
  title: string;
  service: string;
  openedAt: string;
  /** Absent while it had not ended at the end of what was replayed. */
  endedAt?: string;
  would: { kind: ReplayKind; decisions: ReplayedDecision[] };
  really: { kind: ReplayKind; attempts: RealAttempt[]; how?: string };
  /** The same came of it, with the same first step. */
  same: boolean;
}

export interface ReplayCounts {
  /** Recorded alerts that began to fire within the time. */
  alerts: number;
  episodes: number;
  /** Episodes that would have gone as they went. */
  same: number;
  would: Record<ReplayKind, number>;
  really: Record<ReplayKind, number>;
  /** Of steps that would have been done. */
  outcomes: Record<Outcome | 'unknown', number>;
  /** How often each guardrail's word kept a step from being done at once. */
  objections: Record<string, number>;
}

export interface ReplayReport {
  from: string;
  to: string;
  counts: ReplayCounts;
  /** In the order in which they ended; the first of them where there are many. */
  episodes: ReplayedEpisode[];
  /** How many more there are. */
  left: number;
}

export interface ReplayQuery {
  /** ISO 8601. */
  from: string;
  to: string;
  /** A healing policy in YAML; the configured one where absent. */
  policy?: string;
}
