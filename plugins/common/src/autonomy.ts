import type { Mode } from './plan';

/** What one action for one cause at one service may do by itself, and why. */
export interface Autonomy {
  failureMode: string;
  action: string;
  service: string;
  /** What the policy grants now, with what was earned taken into account. */
  mode: Mode;
  /** Where the mode comes from, in words. */
  from: string;
  /** How far it has come by what was measured; counts where the policy says `upTo`. */
  level: Exclude<Mode, 'observe'>;
  /** Why it is no higher, or what it rests on. */
  reasons: string[];
  /** Trials with an outcome that says something, and those of them that healed. */
  tried: { of: number; successes: number };
  /** Episodes of the cause in which nobody acted for as long, and those of them that cleared. */
  left: { of: number; successes: number };
  /** Healed with the action, less cleared without: 90 % interval, shares of 1. Absent while one side is unknown. */
  worth?: { difference: number; lower: number; upper: number };
  /** Tries that may fail within a day before people are left to it. */
  attemptsLeft: number;
}

/** How often a cause was found likely at a service within seven days, whatever came of it. */
export interface Recurrence {
  failureMode: string;
  times: number;
  /** When it was last looked into, ISO 8601. */
  lastAt: string;
}

/** A cause that is healed again and again, and so is never mended. */
export interface Problem {
  service: string;
  failureMode: string;
  /** ISO 8601. */
  openedAt: string;
  /** When it was last healed. */
  lastAt: string;
  /** How often within seven days, by then. */
  heals: number;
  /** The incident it was last healed in. */
  incidentId: string;
  /** Absent while nobody has; until then people are asked each time. */
  acknowledged?: { by: string; at: string; note?: string };
}
