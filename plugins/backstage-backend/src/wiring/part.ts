import type { Role } from '../settings';

/** What runs for as long as the process does. */
export interface Part {
  /** Runs where this role does; everywhere without one. */
  role?: Role;
  start(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** The parts that there are, for a role. */
export const partsOf = (role: Role, ...parts: (Part | false | undefined)[]): Part[] =>
  parts.flatMap(part => (part ? [{ role, start: () => part.start(), stop: () => part.stop() }] : []));
