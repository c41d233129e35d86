import type { Rules } from './score';
import type { Task } from './tasks';
import type { Run } from './types';

/** What the process of one run is told. */
export interface RunOrder extends Task {
  type: 'run';
  root: string;
  dir: string;
  portBase: number;
  /** Where the fault is, unless it is a built-in one. */
  file?: string;
  rules: Rules;
  repeated: boolean;
  /** The store that Autocura starts from, where it acts by what it has earned. */
  earned?: string;
  /** Autocura tells limits beforehand, and may prevent some. */
  foresight?: boolean;
}
export type ToRun = RunOrder | { type: 'go' };

export type FromRun =
  | { type: 'started' }
  | { type: 'progress'; text: string }
  | { type: 'done'; run: Run }
  | { type: 'failed'; message: string };
