import type { Alert, AnyEvent, Incident, Topology } from '@autocura/common';

/** An alert that correlation has something to do about: it has no incident yet, or its incident knows less. */
export interface PendingAlert {
  key: string;
  alert: Alert;
  incidentId?: string;
}

export interface CorrelateSettings {
  /** From the first alert to the first diagnosis: the outage's other alerts arrive. */
  settleMs: number;
  /** An alert of the same object within this time after the end is the same incident again. */
  reopenWithinMs: number;
  /** Alerts of connected objects within this time are one outage. */
  mergeWithinMs: number;
}

export interface CorrelateInput {
  pending: PendingAlert[];
  open: Incident[];
  recentlyClosed: Incident[];
  topology: Topology;
  now: Date;
  settings: CorrelateSettings;
  newId(): string;
}

/** Events to append to one stream, if it still has `expected` events. All decisions of a call belong together. */
export interface Decision {
  stream: string;
  expected: number;
  events: AnyEvent[];
}
