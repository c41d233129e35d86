import type { Claim, Evidence } from './measurement';
import type { Outcome, Step } from './plan';

/** Something a person did about an incident, outside of Autocura. */
export interface PersonAct {
  /** Unique within the incident. */
  id: string;
  /** When it was done, ISO 8601. */
  at: string;
  by: string;
  /** What was done, in words. */
  says: string;
  /** Where it is a step that Autocura knows. */
  step?: Step;
  /** Id of the recorded change that it was. */
  change?: string;
  /** Measured as an action of Autocura's is; absent while that lasts, or where nothing was there to compare with. */
  outcome?: Outcome;
  because?: Claim[];
  after?: Evidence[];
  verifiedAt?: string;
}

export const wouldBeMarks = ['right', 'unneeded', 'harmful'] as const;

/** What a person says of a step that Autocura would have taken. */
export interface WouldBeMark {
  /** Of the plan. */
  digest: string;
  mark: (typeof wouldBeMarks)[number];
  by: string;
  at: string;
  note?: string;
}
