import type { SignalName } from './signals';

/** That the level of a signal of a service is another one from then on. */
export interface LevelChange {
  service: string;
  signal: SignalName;
  unit: string;
  /** When it changed, ISO 8601. */
  at: string;
  /** The middle of what was measured before it, since the change before that, and after it. */
  before: number;
  after: number;
}
