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

export const silenceStates = ['on', 'later', 'over'] as const;
export type SilenceState = (typeof silenceStates)[number];

/** How it stands at `now`, epoch milliseconds. */
export function silenceState({ from, to, ended }: Silence, now: number): SilenceState {
  if (ended !== undefined || Date.parse(to) <= now) return 'over';
  return Date.parse(from) <= now ? 'on' : 'later';
}

/** As Prometheus writes it: `service="cart"`. */
export function matcherText({ name, value, isRegex, isEqual }: Matcher): string {
  const sign = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return `${name}${sign}${JSON.stringify(value)}`;
}

/** Where it comes from. What a file of maintenance windows says ends in the file. */
export function silenceOrigin({ id, origin }: Silence): 'window' | 'here' | 'elsewhere' {
  if (id.startsWith('window ')) return 'window';
  return origin === undefined ? 'here' : 'elsewhere';
}
