import type { LocalizeInput } from '../../src/diagnose/localize';

/** An answer in the form that is scored: best first, metrics as `<service>_<metric>`. */
export interface Ranking {
  services: string[];
  metrics: string[];
  /** Nothing to say: whatever is ranked is not believed. */
  abstain?: boolean;
  /** The change that is named as the cause, 'none' where none is. */
  commit?: string;
}

export type Method = (input: LocalizeInput) => Ranking;
