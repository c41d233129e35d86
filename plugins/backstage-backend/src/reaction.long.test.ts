import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { realAlertmanager } from './ingest/testSupport/realAlertmanager';
import { TestPrometheus } from './sources/prometheus/testSupport/prometheus';
import { Store } from './store';
import { describeEachDatabase, migrations } from './store/testDatabases';
import { until } from './testSupport/quick';
import { healersOfSuite } from './testSupport/startHealer';
import { watchedOutside } from './testSupport/watchedOutside';

const faults = 30;
const inAllMs = 3_000;
const oursMs = 250;

const rules = `
groups:
  - name: shop
    rules: [{ alert: TargetDown, expr: shop_up == 0, labels: { severity: critical } }]
`;
const scraping = (shop: number, alertmanager: string) => `
global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [rules.yml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${new URL(alertmanager).host}'] }] }] }
scrape_configs: [{ job_name: shop, static_configs: [{ targets: ['127.0.0.1:${shop}'] }] }]
`;

describeEachDatabase(
  `R5 ${faults} faults, by way of a real Prometheus that looks each second and a real Alertmanager`,
  open => {
    const start = healersOfSuite();

    it(`are acted on within ${inAllMs} ms at p95, of which ${oursMs} ms are ours`, async () => {
      const { reach, knex } = await open();
      await Store.create(knex, { migrations });
      const at = new Map<string, { broke: number; told?: number; acted?: number }>();
      const outside = await watchedOutside(service => {
        const seen = at.get(service);
        if (seen) seen.acted ??= performance.now();
      });
      const healer = await start({ reach, outside: outside.url, leaseMs: 5_000 });
      const shop = await serve((_request, response) => {
        const lines = [...at].map(
          ([service, { acted }]) => `shop_up{service="${service}"} ${acted === undefined ? 0 : 1}`,
        );
        response.setHeader('content-type', 'text/plain; version=0.0.4').end(`${lines.join('\n')}\n`);
      });
      // In between, to know when an alert came to us.
      const door = await serve(async (request, response) => {
        const body = await bodyOf(request);
        const now = performance.now();
        for (const [service, seen] of at) if (body.includes(`"${service}"`)) seen.told ??= now;
        const answer = await fetch(healer.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        response.writeHead(answer.status).end();
      });
      const grouping = { group_by: ['service'], group_wait: '0s', group_interval: '1s' };
      const alertmanager = await realAlertmanager(`http://127.0.0.1:${door.port}`, 'a token', grouping);
      const prometheus = await TestPrometheus.start([], {
        'prometheus.yml': scraping(shop.port, alertmanager.url),
        'rules.yml': rules,
      });
      try {
        for (let n = 0; n < faults; n += 1) {
          // Not always at the same moment between two looks.
          await pause((n * 337) % 1000);
          const service = `service-${n}`;
          outside.breaks(service);
          at.set(service, { broke: performance.now() });
          await until(`${service} to be acted on`, () => at.get(service)?.acted !== undefined);
        }
        const all = [...at.values()].map(({ broke, told = NaN, acted = NaN }) => ({
          inAll: acted - broke,
          ours: acted - told,
        }));
        const [inAll, ours] = [p95(all.map(one => one.inAll)), p95(all.map(one => one.ours))];
        process.stderr.write(`R5 on ${reach.client}: p95 ${inAll.toFixed(0)} ms in all, ${ours.toFixed(0)} ms ours\n`);
        expect(ours).toBeLessThanOrEqual(oursMs);
        expect(inAll).toBeLessThanOrEqual(inAllMs);
      } finally {
        await prometheus.stop();
        await alertmanager.stop();
        await Promise.all([shop.close(), door.close(), outside.close()]);
      }
    });
  },
);

const p95 = (values: number[]) => values.sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? NaN;

async function serve(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
