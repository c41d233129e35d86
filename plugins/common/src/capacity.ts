import type { Outcome, Step } from './plan';
import type { SignalName } from './signals';

/** What is expected of one hour; nineteen of twenty lie between `lo` and `hi`. */
export interface ForecastHour {
  /** ISO 8601; the hour begins. */
  at: string;
  expected: number;
  lo: number;
  hi: number;
}

/** What is to come of a signal of a service, hour by hour. */
export interface Forecast {
  service: string;
  signal: SignalName;
  unit: string;
  /** When it was made, ISO 8601. */
  at: string;
  /** The last hours that were measured. */
  past: { at: string; value: number }[];
  /** Empty where too little is known. */
  hours: ForecastHour[];
  /** Why there are none. */
  problem?: string;
}

/** What can be made to fit what is used. */
export const sizedKinds = ['replicas', 'autoscaler', 'cpu.requested', 'memory.requested', 'memory.limit'] as const;
export type SizedKind = (typeof sizedKinds)[number];

export const sizingRisks = ['low', 'medium', 'high'] as const;
export const sizingStates = ['open', 'accepted', 'measured', 'refused', 'withdrawn'] as const;

/** How much of a quantity was used over the observed time: half of the time no more than `p50`, and so on. */
export interface Demand {
  signal: SignalName;
  unit: string;
  days: number;
  samples: number;
  p50: number;
  p95: number;
  p99: number;
  most: number;
}

/** What came of a proposal that was accepted. */
export interface SizingResult {
  /** ISO 8601. */
  at: string;
  /** By verification; absent where the action never came to be. */
  outcome?: Outcome;
  /** What was really saved, in `unit`; less than nothing where it cost more. */
  saved: number;
  /** Medians over the same stretch before and after, in seconds; absent where they were not measured. */
  latencyBefore?: number;
  latencyAfter?: number;
}

/** That something given to a service could fit better what it uses. */
export interface SizingProposal {
  id: string;
  service: string;
  kind: SizedKind;
  unit: string;
  /** What it has, and what it should have: of each replica where it is no number of replicas. */
  from: number;
  to: number;
  /** Of all replicas, in `unit`; less than nothing where it costs more. */
  saves: number;
  risk: (typeof sizingRisks)[number];
  /** Share of what it would have that was used at the most. */
  fullest: number;
  demand: Demand;
  /** What would do it here; where it is absent, whoever declares it has to change it. */
  step?: Step;
  at: string;
  state: (typeof sizingStates)[number];
  /** Who accepted or refused it, and why it was refused or is no longer proposed. */
  by?: string;
  note?: string;
  decidedAt?: string;
  /** Which carries the action out. */
  incidentId?: string;
  result?: SizingResult;
}
