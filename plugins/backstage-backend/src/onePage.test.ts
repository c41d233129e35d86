import type { Entity } from '@backstage/catalog-model';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { fakeReceiver } from './notify/channels/testSupport/fakeReceiver';
import { signedWebhook, webhookSecret } from './notify/channels/testSupport/products';
import { until } from './testSupport/quick';
import { startApi } from './testSupport/testApi';

/** The shop's own catalog, with the relations that a catalog makes of what is written there. */
const shop = parseAllDocuments(readFileSync(join(__dirname, '../../../provisioning/demo/catalog-info.yaml'), 'utf8'))
  .map(document => document.toJS() as Entity & { spec?: { dependsOn?: string[] } })
  .map(entity => ({
    ...entity,
    relations: (entity.spec?.dependsOn ?? []).map(ref => ({
      type: 'dependsOn',
      targetRef: ref.replace(':', ':default/'),
    })),
  }));

/** All that the shop's rules say while its database is dead, the loudest of its faults: thirty alerts. */
const nearest = [
  'ErrorRatioHigh',
  'LatencyHigh',
  'PoolSaturated',
  'WorkerPoolSaturated',
  'EventLoopSaturated',
  'Restarting',
];
const further = ['ErrorRatioHigh', 'LatencyHigh', 'WorkerPoolSaturated'];
const loudest = [
  ['TargetDown', 'postgres'],
  ['QueueAge', 'worker'],
  ['Restarting', 'gateway'],
  ...['orders', 'inventory', 'worker'].flatMap(service => nearest.map(name => [name, service])),
  ...['catalogue', 'cart', 'gateway'].flatMap(service => further.map(name => [name, service])),
] as [alertname: string, service: string][];

const begun = Date.now() - 2_000;
const alertOf = ([alertname, service]: [string, string], place: number) => ({
  ...{ fingerprint: place.toString(16).padStart(16, '0'), status: 'firing', annotations: {} },
  startsAt: new Date(begun + place * 50).toISOString(),
  labels: { alertname, service_name: service, severity: alertname === 'TargetDown' ? 'critical' : 'warning' },
});

test('the shop’s loudest fault is one page, however often its thirty alerts come', async () => {
  expect(loudest).toHaveLength(30);
  const receiver = await fakeReceiver(signedWebhook);
  const escalation = join(mkdtempSync(join(tmpdir(), 'escalation-')), 'escalation.yaml');
  const to = [{ channel: 'hook', address: 'operations' }];
  writeFileSync(escalation, JSON.stringify({ policies: [{ name: 'all', steps: [{ to }] }] }));
  const hook = { type: 'webhook', url: `${receiver.url}/hook`, secret: webhookSecret };
  const api = await startApi({
    settings: {
      ...{ roles: ['api', 'healer'], timescale: 0.01, prometheus: { url: 'http://127.0.0.1:9' } },
      notify: { channels: { hook }, escalation, incidentUrl: 'https://backstage.example.com/incidents/{id}' },
    },
    entities: shop,
  });
  const send = (alerts: object[]) =>
    api
      .ask({ method: 'post', path: '/v1/alerts/alertmanager', body: { version: '4', groupKey: '{}', alerts } })
      .expect(202);
  const incidents = async () => {
    const { body } = await api.ask({ method: 'get', path: '/v1/incidents' }).expect(200);
    return (body as { items: { service: string; phase: string; alertCount?: number; mergedInto?: string }[] }).items;
  };
  const told = () => receiver.bodies as { service: string; about: string }[];

  const alerts = loudest.map(alertOf);
  for (const from of [0, 10, 20, 0, 10, 20]) await send(alerts.slice(from, from + 10));
  await until('somebody to be told', () => told().length > 0);
  // Of a service that nothing here calls. Whoever hears of it would have heard of everything before.
  await send([alertOf(['ErrorRatioHigh', 'newsletter'], 99)]);
  await until('the next outage to be told', () => told().some(({ service }) => service === 'newsletter'));

  expect(told().map(({ service }) => service)).toEqual(['postgres', 'newsletter']);
  expect(Math.max(...receiver.taken.values())).toBe(1);
  const found = (await incidents()).filter(({ service }) => service !== 'newsletter');
  expect(found).toMatchObject([{ service: 'postgres', alertCount: 30 }]);
  await api.stop();
  await receiver.close();
});
