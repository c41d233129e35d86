/** `shadow`: recorded, and nobody is told. */
export const thresholdModes = ['shadow', 'alert'] as const;
export type ThresholdMode = (typeof thresholdModes)[number];

export const directions = ['above', 'below', 'both'] as const;
export const sensitivities = ['low', 'normal', 'high'] as const;
/** When a series has been missing for long enough: nothing, what fires is over, or that is an alert of its own. */
export const missingPolicies = ['hold', 'resolve', 'alert'] as const;

/** A threshold that nobody typed: what is usual is learned from each series of a query. */
export interface Threshold {
  name: string;
  /** PromQL; each series that it answers is watched by itself. */
  query: string;
  /** Whose series they are: all one service's, or as a label says. */
  service: { name: string } | { label: string };
  direction: (typeof directions)[number];
  sensitivity: (typeof sensitivities)[number];
  /** Smaller changes are never told: in the series' unit, and as a share of what was expected. */
  least: { change?: number; share?: number };
  missing: { afterMs: number; then: (typeof missingPolicies)[number] };
  /** Between two samples. */
  everyMs: number;
  /** After so long another level counts as usual. */
  settlesMs: number;
  mode: ThresholdMode;
  severity: 'critical' | 'warning' | 'info';
}

/** How watching goes by one threshold. */
export interface ThresholdState extends Threshold {
  /** Series that were seen lately. */
  series: number;
  /** Of which something is unusual now. */
  firing: number;
  /** How often something was in the last seven days. */
  week: number;
  /** When it was last looked at, ISO 8601; absent before the first time. */
  lookedAt?: string;
  /** Why nothing, or not all, could be seen. */
  problem?: string;
}

/** What one sample was, beside what was expected of it. */
export interface Deviation {
  /** ISO 8601. */
  at: string;
  value: number;
  expected: number;
  lo: number;
  hi: number;
  /** 1 and more is unusual. */
  score: number;
}

/** One time that a threshold fired, or would have. */
export interface Firing {
  id: string;
  threshold: string;
  mode: ThresholdMode;
  service: string;
  /** Of the series. */
  labels: Record<string, string>;
  why: 'unusual' | 'missing';
  /** ISO 8601. */
  at: string;
  /** How it began; absent where the series went missing. */
  began?: Deviation;
  /** A change of the service shortly before, in words. */
  after?: string;
  /** Absent while it goes on. */
  endedAt?: string;
}

/** One moment of a series beside what was usual then; `lo` and `hi` are absent while too little is known. */
export interface BandPoint {
  at: string;
  value: number;
  expected?: number;
  lo?: number;
  hi?: number;
  unusual: boolean;
}

/** A series with the band of what is usual. */
export interface Band {
  threshold: string;
  service: string;
  labels: Record<string, string>;
  points: BandPoint[];
}

/** What thresholds would have told over a past time. */
export interface ThresholdPreview {
  /** ISO 8601. */
  from: string;
  to: string;
  thresholds: { name: string; series: number; firings: Firing[]; problem?: string }[];
}
