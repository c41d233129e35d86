import type { Alert } from '@autocura/common';

/** The n-th alert of a test: a service is down. */
export const alertOf = (n: number, service: string): Alert => ({
  fingerprint: n.toString(16).padStart(16, '0'),
  sender: 'alertmanager',
  status: 'firing',
  labels: { alertname: 'TargetDown', service, severity: 'critical' },
  annotations: {},
  startsAt: new Date().toISOString(),
});

export const resolvedOf = (alert: Alert): Alert => ({ ...alert, status: 'resolved', endsAt: new Date().toISOString() });
