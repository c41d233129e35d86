import type { Incident, IncidentAlert } from '@autocura/common';
import { clientOf } from './client';

export interface EndOldAlertsOptions {
  /** The backend, without a path. */
  url: string;
  tokens: { shop: string; operator: string };
  /** When the shop that runs now began to start. */
  startedAt: Date;
}

const atOnce = 500;

/**
 * Ends the alerts of a shop that runs no more, and says how many. Its Alertmanager is gone and the new one knows nothing
 * of them, so nobody else would ever tell that they ended.
 */
export async function endOldAlerts({ url, tokens, startedAt }: EndOldAlertsOptions): Promise<number> {
  const alerts = (await openIncidents(url, tokens.operator)).flatMap(incident => incident.alerts);
  const old = alerts.filter(({ status, startsAt }) => status === 'firing' && new Date(startsAt) < startedAt);
  const once = [...new Map(old.map(alert => [alert.key, alert])).values()];
  for (let from = 0; from < once.length; from += atOnce) await end(once.slice(from, from + atOnce), url, tokens.shop);
  return once.length;
}

async function openIncidents(url: string, token: string): Promise<Incident[]> {
  const client = clientOf(url, token);
  const all: Incident[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await client.incidents({ open: true, limit: 200, ...(cursor !== undefined && { cursor }) });
    for (const incident of page.items) {
      const few = incident.alertCount !== undefined && incident.alertCount > incident.alerts.length;
      all.push(few ? (await client.incident(incident.id)).incident : incident);
    }
    cursor = page.next;
  }
  return all;
}

/** As Alertmanager would have told it. */
async function end(alerts: IncidentAlert[], url: string, token: string) {
  const endsAt = new Date().toISOString();
  const body = {
    version: '4',
    groupKey: 'the shop that ran before',
    status: 'resolved',
    alerts: alerts.map(({ key, labels, startsAt }) => ({
      status: 'resolved',
      fingerprint: key.slice(0, key.indexOf('@')),
      labels,
      startsAt,
      endsAt,
    })),
  };
  const answer = await fetch(`${url}/api/autocura/v1/alerts/alertmanager`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the backend did not take the end of ${alerts.length} alerts: ${answer.status}`);
}
