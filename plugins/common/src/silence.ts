/** As Alertmanager has it. */
export interface Matcher {
  name: string;
  value: string;
  /** The value is a regular expression over the whole label. */
  isRegex: boolean;
  /** False: alerts are meant whose label is another. */
  isEqual: boolean;
}

/** People ask for quiet about alerts that fit all of its matchers. Times are ISO 8601 by Autocura's clock. */
export interface Silence {
  id: string;
  matchers: Matcher[];
  from: string;
  to: string;
  by: string;
  reason: string;
  /** The address of the Alertmanager it was made in; absent where it was made here. */
  origin?: string;
  /** Why it ended before its time. */
  ended?: { at: string; why: string };
}
