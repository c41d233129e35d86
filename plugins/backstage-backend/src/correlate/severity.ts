import type { Alert, Incident } from '@autocura/common';

const critical = /^(critical|crit|page|emergency|fatal|error|p1|sev1)$/i;
const quiet = /^(none|info|informational|debug)$/i;
const heartbeat = /^(watchdog|deadmansswitch)$/i;

export const severityOf = (labels: Record<string, string>): Incident['severity'] =>
  critical.test(labels.severity ?? '') ? 'critical' : quiet.test(labels.severity ?? '') ? 'info' : 'warning';

/** The id of the test that an alert is, by its label; undefined for all others. */
export const testIn = ({ labels }: Pick<Alert, 'labels'>): string | undefined =>
  /^[\w-]{1,64}$/.exec(labels.autocura_test ?? '')?.[0];

/** False for an alert that tells nothing is wrong: a test, a heartbeat, or one of severity none or info. */
export const opensIncident = ({ labels }: Pick<Alert, 'labels'>) =>
  severityOf(labels) !== 'info' && !heartbeat.test(labels.alertname ?? '') && testIn({ labels }) === undefined;
