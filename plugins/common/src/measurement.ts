import type { SignalName } from './signals';

/** Not knowing is a value: a missing series is never zero and never success. */
export type Measurement =
  | {
      state: 'measured';
      value: number;
      /** Time of the data, ISO 8601. */
      at: string;
      /** The value broken down by peer or instance, where the question asked for it. */
      parts?: Record<string, number>;
      /** What was usual for this service before the trouble began, where the question asked for it. */
      normal?: number;
      /** The same, part by part, where both were asked for. */
      normalParts?: Record<string, number>;
    }
  | { state: 'missing'; reason: string };

export const missing = (reason: string): Measurement => ({ state: 'missing', reason });

export interface Question {
  service: string;
  signal: SignalName;
  by?: 'peer' | 'instance';
  /** Also ask what was usual before. */
  normal?: boolean;
}

/** A question, the query that was really sent, and its answer: replayable by anyone. */
export interface Evidence {
  /** Unique within one incident. */
  id: string;
  question: Question;
  source: 'prometheus' | 'elasticsearch' | 'loki';
  /** Family of exporters that had data, or the ones that were tried; empty where logs tell. */
  family: string;
  query: string;
  unit: string;
  measurement: Measurement;
  /** [epoch seconds, value], at most 300 points; only for evidence that a claim cites. */
  series?: [number, number][];
}

/** A sentence and the evidence it rests on. */
export interface Claim {
  says: string;
  /** Ids of Evidence. */
  evidence: string[];
}
