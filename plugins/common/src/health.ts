export const healthStates = ['critical', 'warning', 'ok', 'unknown'] as const;
export type HealthState = (typeof healthStates)[number];

export interface HealthReason {
  state: HealthState;
  says: string;
}

/** Measured state of a service, worst reason first. No score. */
export interface ServiceHealth {
  service: string;
  state: HealthState;
  reasons: HealthReason[];
  /** Time of the newest data it was judged by, ISO 8601; absent when there never was any. */
  dataAt?: string;
  /** Since when it is in this state. */
  since: string;
  /** The latest values it was judged by. */
  signals: { signal: string; value: number; unit: string; normal?: number }[];
  openIncidents: string[];
}

/** Not knowing is worse than knowing that all is well. */
export const statesWorstFirst = ['critical', 'warning', 'unknown', 'ok'] as const satisfies HealthState[];

/** The worst state counts; nothing known counts as unknown, not as ok. */
export function healthOf(reasons: HealthReason[]): HealthState {
  return statesWorstFirst.find(state => reasons.some(reason => reason.state === state)) ?? 'unknown';
}
