/** What a sender said about one alert: the machine record, not a notification to a person. */
export interface Alert {
  /** Hash of the labels, given by the sender; with `startsAt` it identifies one firing episode. */
  fingerprint: string;
  /** `autocura`: made here, of error budgets and of thresholds that nobody typed. */
  sender: 'alertmanager' | 'grafana' | 'autocura';
  status: 'firing' | 'resolved';
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** ISO 8601. */
  startsAt: string;
  /** ISO 8601; absent while firing. */
  endsAt?: string;
  generatorURL?: string;
  /** The sender's notification batch. Not an incident. */
  groupKey?: string;
}

/** Identity of one firing episode of an alert. The same delivery ten times has one key. */
export const alertKey = (alert: Pick<Alert, 'fingerprint' | 'startsAt'>) =>
  `${alert.fingerprint}@${normal.test(alert.startsAt) ? alert.startsAt : new Date(alert.startsAt).toISOString()}`;

const normal = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An alert as an incident remembers it, with the reason why it belongs there. */
export interface IncidentAlert {
  key: string;
  name: string;
  /** The sick object the alert speaks of. */
  service: string;
  labels: Record<string, string>;
  summary?: string;
  status: 'firing' | 'resolved';
  startsAt: string;
  endsAt?: string;
  /** Why correlation put it here, in words. */
  why: string;
}
