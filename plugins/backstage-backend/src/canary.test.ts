import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import express from 'express';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeReceiver, type FakeReceiver } from './notify/channels/testSupport/fakeReceiver';
import {
  pagerdutyEvents,
  signedWebhook,
  slackMethod,
  teamsWorkflow,
  webhookSecret,
} from './notify/channels/testSupport/products';
import { realMailServer } from './notify/channels/testSupport/realMailServer';
import { ElasticsearchClient } from './sources/elasticsearch/client';
import { fakeElasticsearch } from './testSupport/fakeElasticsearch';
import { until } from './testSupport/quick';
import { startApi } from './testSupport/testApi';

/** What nobody may read anywhere: each planted word has one of these in it. */
const planted = /canary|4111 ?1111/i;
const secrets = [
  'password=canary1pass',
  'Authorization: Bearer canary2token',
  'postgres://shop:canary3pass@db/orders',
  '{"apiKey":"canary4key"}',
  'ghp_canary5canary5canary5canary5',
  'card 4111 1111 1111 1111',
].join(' ');

/** A model that remembers what it was told, and has nothing to say. */
async function listeningModel() {
  const told: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', chunk => told.push(String(chunk)));
    request.on('end', () => response.writeHead(500).end());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, told, close: () => server.close() };
}

/** Backstage's notifications, which remember what they were given. */
function listeningNotifications() {
  const taken: unknown[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'notifications',
    register(env) {
      env.registerInit({
        deps: { http: coreServices.httpRouter },
        async init({ http }) {
          const router = express.Router();
          router.use(express.json());
          router.post('/notifications', (request, response) => {
            taken.push(request.body);
            response.json([]);
          });
          http.use(router);
        },
      });
    },
  });
  return { taken, plugin };
}

/** Everybody is told at once by every channel there is. */
async function everyChannel() {
  const [mail, slack, teams, pagerduty, webhook] = await Promise.all([
    realMailServer(),
    fakeReceiver(slackMethod),
    fakeReceiver(teamsWorkflow),
    fakeReceiver(pagerdutyEvents),
    fakeReceiver(signedWebhook),
  ]);
  const { hostname: host, port } = new URL(mail.url);
  const channels = {
    email: { type: 'email', host, port: Number(port), plain: true, from: 'autocura@example.com' },
    slack: { type: 'slack', token: 'xoxb-test', url: `${slack.url}/api` },
    teams: { type: 'teams', url: `${teams.url}${teamsWorkflow.path}` },
    pagerduty: { type: 'pagerduty', url: pagerduty.url, routingKey: 'r'.repeat(32) },
    webhook: { type: 'webhook', url: `${webhook.url}/hook`, secret: webhookSecret },
    backstage: { type: 'backstage' },
  };
  const addresses: Record<keyof typeof channels, string> = {
    ...{ email: 'ana@example.com', slack: 'C0123', teams: 'shop', pagerduty: 'shop', webhook: 'shop' },
    backstage: 'user:default/ana',
  };
  const to = Object.entries(addresses).map(([channel, address]) => ({ channel, address }));
  const escalation = join(mkdtempSync(join(tmpdir(), 'escalation-')), 'escalation.yaml');
  writeFileSync(escalation, JSON.stringify({ policies: [{ name: 'all', steps: [{ to }] }] }));
  const receivers: FakeReceiver[] = [mail, slack, teams, pagerduty, webhook];
  const incidentUrl = 'https://backstage.example.com/autocura/incidents/{id}';
  return { notify: { channels, escalation, incidentUrl }, receivers };
}

test('S9 secrets in logs, alerts and commits are in nothing that is stored, answered, logged or told', async () => {
  const [logs, own, model] = await Promise.all([fakeElasticsearch(), fakeElasticsearch(), listeningModel()]);
  const [{ notify, receivers }, notifications] = [await everyChannel(), listeningNotifications()];
  logs.cluster.templates.set('logs', {
    index_patterns: ['logs-*'],
    data_stream: {},
    template: { mappings: { properties: { service: { properties: { name: { type: 'keyword' } } } } } },
  });
  const api = await startApi({
    settings: {
      roles: ['api', 'healer'],
      timescale: 0.01,
      prometheus: { url: 'http://127.0.0.1:9' },
      logs: { elasticsearch: { url: logs.url } },
      telemetry: { logs: { elasticsearch: { url: own.url } } },
      wording: { url: model.url, model: 'any' },
      notify,
    },
    features: [notifications.plugin],
  });
  const startsAt = new Date();
  const lines = Array.from({ length: 5 }, (_, i) => ({
    '@timestamp': new Date(startsAt.getTime() - 500 + i).toISOString(),
    ...{ service: { name: 'cart' }, log: { level: 'error' }, trace: { id: `trace-${i}` } },
    message: `ENOSPC: no space left on device for canary.person@example.com, ${secrets}`,
  }));
  await new ElasticsearchClient({ url: logs.url, timeoutMs: 30_000 }).create('logs-shop-default', lines);
  const commits = [{ id: 'c0ffee', message: secrets, files: ['.env'], diff: `-${secrets}\n+${secrets}` }];
  const change = {
    id: 'deploy/1',
    kind: 'deploy',
    service: 'cart',
    at: startsAt.toISOString(),
    summary: secrets,
    commits,
  };
  await api.ask({ method: 'post', path: '/v1/changes', body: change }).expect(202);
  const alert = {
    ...{ fingerprint: '0123456789abcdef', status: 'firing', startsAt: startsAt.toISOString() },
    labels: { alertname: 'DiskFull', service: 'cart', severity: 'critical', note: secrets },
    annotations: { summary: secrets, token: 'canary6' },
    generatorURL: 'https://ann:canary7@prometheus/graph?token=canary8',
  };
  const body = { version: '4', groupKey: `{}:{note="${secrets}"}`, alerts: [alert] };
  await api.ask({ method: 'post', path: '/v1/alerts/alertmanager', body }).expect(202);

  const incident = await until('a diagnosis', async () => {
    const { body: all } = await api.ask({ method: 'get', path: '/v1/incidents' });
    const { items } = all as { items: { id: string; phase: string; diagnosis?: { logs?: { patterns: unknown[] } } }[] };
    return items.find(({ phase }) => phase === 'escalated' || phase === 'proposed');
  });
  await until('everybody to be told', async () =>
    [notifications.taken, ...receivers.map(({ bodies }) => bodies)].every(bodies => bodies.length > 0),
  );
  const answers = await Promise.all(
    [
      '/v1/incidents',
      `/v1/incidents/${incident.id}`,
      `/v1/incidents/${incident.id}/explanation`,
      '/v1/changes',
      '/v1/services',
      '/v1/services/cart',
      '/v1/notices',
    ].map(async path => (await api.ask({ method: 'get', path }).expect(200)).text),
  );
  const tables = (await api.knex('sqlite_master').where({ type: 'table' }).pluck('name')) as string[];
  const stored = await Promise.all(tables.map(async table => JSON.stringify(await api.knex(table).select())));
  await api.stop();
  const kept = [...own.cluster.streams.values()].flatMap(({ documents }) => documents.map(one => JSON.stringify(one)));
  await Promise.all([logs, own, model, ...receivers].map(one => one.close()));

  // That it was read at all, and what is left of it.
  const answered = answers.join('\n');
  expect(answered).toContain('no space left on device for [e-mail], password=[secret]');
  expect(answered).toContain('disk-full');
  expect(model.told.length).toBeGreaterThan(0);
  const messages = [notifications.taken, ...receivers.map(({ bodies }) => bodies)].map(bodies =>
    JSON.stringify(bodies),
  );
  expect(receivers.flatMap(({ wrong }) => wrong)).toEqual([]);
  for (const message of messages) expect(message).toContain('cart');
  for (const text of [...answers, ...stored, ...kept, ...model.told, ...messages]) expect(text).not.toMatch(planted);
  // Lines themselves are told to no model.
  expect(model.told.join()).not.toContain('ENOSPC');
});
