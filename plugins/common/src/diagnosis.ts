import type { Claim, Evidence } from './measurement';
import type { Step } from './plan';
import type { SignalName } from './signals';

/** A likely cause. Never called "root cause" on screen. */
export interface Hypothesis {
  /** `<service>/<failure mode>`. */
  id: string;
  service: string;
  failureMode: string;
  title: string;
  /** How strongly the answers speak for it; above zero for, below against. Not a probability. */
  support: number;
  /** `likely` when it stands out, else `inconclusive`; `confirmed` only by a person or a healed action. */
  standing: 'confirmed' | 'likely' | 'inconclusive';
  because: Claim[];
  /** Steps that should help, the best first. */
  remedies: Step[];
  /** The change it names as its origin, where one fits. */
  change?: string;
}

/** A signal that went from what is normal to something else. */
export interface Moved {
  signal: SignalName;
  unit: string;
  normal: number;
  now: number;
  /** The service it calls that explains most of it, where there is one. */
  explainedBy?: string;
}

/** What stands out by statistics alone, without knowledge of causes. */
export interface Located {
  /** Services, the likeliest origin first, at most five, each with what of it moved. */
  services: { service: string; because: Moved[] }[];
  /** Nothing stands out of the usual unrest: the order is not to be believed. */
  abstains: boolean;
  /** How often the first is right where the evidence is such, from 0 to 1; absent where it was recorded without. */
  confidence?: number;
  /** Changes that fit what fails, the best first. Of several none fits better than the others. */
  fitting?: FittingChange[];
}

/** A change that alters what the trouble is about: its words and those of what fails are the same. */
export interface FittingChange {
  /** Its id. */
  change: string;
  service: string;
  summary: string;
  /** Which commit of the release, and the first line of its message. */
  commit?: { id: string; subject: string };
  /** The words, the most telling first. */
  shared: string[];
}

/** Lines of one kind that a service writes since the trouble began, and did not before or far less often. */
export interface LogPattern {
  service: string;
  /** What they have in common, without secrets; at most 300 characters. */
  text: string;
  isError: boolean;
  /** It was not written before at all. */
  isNew: boolean;
  /** Lines a minute. */
  before: number;
  now: number;
  /** ISO 8601. */
  firstAt: string;
}

/** What logs tell of the trouble. */
export interface LogFindings {
  /** At most eight, what tells most first. */
  patterns: LogPattern[];
  /** Of so many failing requests this many failed here first, by the lines that share their trace. */
  firstError?: { service: string; traces: number; of: number };
}

export interface Diagnosis {
  at: string;
  /** Services that were looked at. */
  looked: string[];
  /** Most likely first; empty means unknown. */
  hypotheses: Hypothesis[];
  /** What the claims cite, the symptoms, and what was missing. */
  evidence: Evidence[];
  /** Absent where no series were to be had. */
  located?: Located;
  /** Absent where no logs were to be had. */
  logs?: LogFindings;
}
