import type { Pool } from 'pg';
import type { SlotPool } from './slotPool';

export interface Answer {
  status: number;
  body: unknown;
}

export interface Seen {
  method: string;
  /** The pattern, as `/orders/:id`. */
  route: string;
}

/** What code that is put into a service's process gets to work with. */
export interface Inside {
  service: string;
  slot: number;
  version: string;
  workers: SlotPool;
  pool?: Pool;
  /** A folder of the service's own on disk. */
  scratch: string;
  /** Runs before each request is worked on; it may wait, fail, or answer itself. */
  before(hook: (request: Seen) => Answer | undefined | Promise<Answer | undefined>): void;
}

/** Form of such a file: what it does on import, and what it exports as `inside` or by default, called once. */
export interface Module {
  inside?: (inside: Inside) => void;
  default?: (inside: Inside) => void;
}
