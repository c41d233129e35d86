import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realAlertmanager } from '../ingest/testSupport/realAlertmanager';
import { TestPrometheus } from '../sources/prometheus/testSupport/prometheus';

const rules = `
groups:
  - name: sickness
    interval: 1s
    rules:
      - alert: Sick
        expr: sick == 1
        for: 1s
        labels: { severity: critical }
        annotations: { summary: '{{ $labels.service }} is sick' }
`;
const configuration = (metrics: number, alertmanager: string) => `
global: { scrape_interval: 1s, external_labels: { cluster: eu, replica: a } }
rule_files: [rules.yml]
alerting:
  alert_relabel_configs: [{ regex: replica, action: labeldrop }]
  alertmanagers: [{ static_configs: [{ targets: ['${new URL(alertmanager).host}'] }] }]
scrape_configs: [{ job_name: sick, honor_labels: true, static_configs: [{ targets: ['127.0.0.1:${metrics}'] }] }]
`;

export type RealSenders = Awaited<ReturnType<typeof realSenders>>;

/** Services of which a real Prometheus measures whether they are sick, and a real Alertmanager that tells the webhook. */
export async function realSenders(webhook: string, services: string[]) {
  const sick = new Set<string>();
  const metrics = createServer((_, response) => {
    const lines = services.map(service => `sick{service="${service}"} ${sick.has(service) ? 1 : 0}\n`);
    response.writeHead(200, { 'content-type': 'text/plain' }).end(lines.join(''));
  });
  await new Promise<void>(resolve => metrics.listen(0, '127.0.0.1', resolve));
  const alertmanager = await realAlertmanager(webhook, 'a token');
  const prometheus = await TestPrometheus.start([], {
    'rules.yml': rules,
    'prometheus.yml': configuration((metrics.address() as AddressInfo).port, alertmanager.url),
  });
  return {
    ...{ sick, prometheus, alertmanager },
    stop: async () => {
      await prometheus.stop();
      await alertmanager.stop();
      metrics.close();
      metrics.closeAllConnections();
    },
  };
}
