import type { Mode } from './plan';

/** What a limit is counted in. Lengths of time are in milliseconds, shares from 0 to 1. */
export type LimitUnit = 'ms' | 'count' | 'share' | 'flag' | 'MiB' | 'mCPU' | 'GiB';

/** All that a healing policy may bound, each with its unit. */
export const limitUnits = {
  cooldownMs: 'ms',
  perTargetPerHour: 'count',
  perServicePerHour: 'count',
  perHour: 'count',
  raisesPerDay: 'count',
  raisesPerDayInAll: 'count',
  attemptsPerEpisode: 'count',
  failuresPerDay: 'count',
  stormShare: 'share',
  stormServices: 'count',
  stormIncidents: 'count',
  stormCalmMs: 'ms',
  handsOffMs: 'ms',
  healsPerWeek: 'count',
  holdBack: 'share',
  holdBackCritical: 'flag',
  minSupport: 'count',
  interruptLastReplica: 'flag',
  tryAgain: 'flag',
  memoryMiB: 'MiB',
  cpuMilli: 'mCPU',
  storageGiB: 'GiB',
} as const satisfies Record<string, LimitUnit>;

export type PolicyLimit = keyof typeof limitUnits;
export const policyLimits = Object.keys(limitUnits) as PolicyLimit[];
export type PolicyLimits = Partial<Record<PolicyLimit, number | boolean>>;

/** When a rule holds; all that is said has to be so. */
export interface RuleTime {
  /** `mon` to `sun`. */
  days?: string[];
  /** `HH:MM` in `zone`. */
  hours?: { from: string; to: string };
  /** IANA. */
  zone: string;
  /** ISO 8601. */
  between?: { from: string; to: string };
}

/** A rule of the healing policy. A part of `match` that is absent matches everything. */
export interface HealingRule {
  name: string;
  match: { action?: string[]; service?: string[]; failureMode?: string[]; during?: RuleTime };
  mode: Mode;
  /** The mode is the highest that can be earned. */
  earned?: boolean;
  /** Its actions may be done before anything fails. */
  preventive?: boolean;
  limits?: PolicyLimits;
  /** Whether it holds at this time of the day and the week. */
  holds: boolean;
}

/** The healing policy that is in force. */
export interface HealingPolicy {
  /** Name of its file; absent where none is configured, and then nothing is done without a person. */
  file?: string;
  /** Another whenever the file says something else. */
  version?: string;
  /**
   * Why the file as it is now cannot be read. While it cannot, nothing is done without a person; the rules are those
   * of the last time that it could, of which only what holds back counts.
   */
  unreadable?: string;
  rules: HealingRule[];
  /** Rules that are about services which the one who asks may not see. */
  hidden: number;
  /** What bounds a step where no rule says more. */
  limits: PolicyLimits;
}
