import { z } from 'zod';
import { realAlertmanager } from '../../src/ingest/testSupport/realAlertmanager';
import type { Scenario } from './outages';

const shape = z.array(
  z.object({
    labels: z.record(z.string(), z.string()),
    receiver: z.object({ name: z.string() }),
    alerts: z.array(z.object({ labels: z.record(z.string(), z.string()) })),
  }),
);
const atOnce = 500;

/** The group that a real Alertmanager puts each alert in, by the labels that it is told to group by. */
export async function alertmanagerGroups({ alerts }: Scenario, by: string[]): Promise<string[]> {
  const grouping = { group_by: by, group_wait: '1h', group_interval: '1h' };
  const alertmanager = await realAlertmanager('http://127.0.0.1:9/', 'unused', grouping);
  try {
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    for (let from = 0; from < alerts.length; from += atOnce) {
      const piece = alerts.slice(from, from + atOnce).map(({ alert: { labels } }) => ({ labels, endsAt }));
      await alertmanager.post(piece);
    }
    const key = (labels: Record<string, string>) => JSON.stringify(Object.entries(labels).sort());
    // What two outages tell in the same words is one alert to it.
    const distinct = new Set(alerts.map(({ alert }) => key(alert.labels))).size;
    for (;;) {
      const groups = shape.parse(await (await fetch(`${alertmanager.url}/api/v2/alerts/groups`)).json());
      const home = new Map(groups.flatMap(group => group.alerts.map(one => [key(one.labels), key(group.labels)])));
      if (home.size === distinct) return alerts.map(({ alert }) => home.get(key(alert.labels))!);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  } finally {
    await alertmanager.stop();
  }
}
