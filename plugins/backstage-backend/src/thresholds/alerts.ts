import type { Alert, Firing, Threshold } from '@autocura/common';
import { english, sentence } from '@autocura/common';
import { createHash } from 'node:crypto';

/** What goes on, as an alert like any other. */
export function alertOf(firing: Firing, severity: Threshold['severity']): Alert {
  const { service, threshold, why, at, after } = firing;
  const alertname = why === 'missing' ? 'SeriesMissing' : 'Unusual';
  const labels = { ...firing.labels, alertname, service, severity, threshold };
  const summary = sentence(english, { type: 'threshold.fired', data: { firing } });
  const annotations = { summary, ...(after !== undefined && { description: `Shortly before: ${after}` }) };
  return {
    fingerprint: fingerprintOf(firing),
    sender: 'autocura',
    status: 'firing',
    labels,
    annotations,
    startsAt: at,
  };
}

export const resolvedOf = (firing: Firing, endsAt: string): Alert => ({
  ...{ fingerprint: fingerprintOf(firing), sender: 'autocura', status: 'resolved', labels: {}, annotations: {} },
  ...{ startsAt: firing.at, endsAt },
});

/** One series of one threshold is one alert, whatever else is said of it. */
const fingerprintOf = ({ threshold, labels, why }: Firing) => shortHash(JSON.stringify([threshold, labels, why]));

export const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
