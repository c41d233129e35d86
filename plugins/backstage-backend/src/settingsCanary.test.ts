import { type OperationId, operations } from '@autocura/common/schemas';
import { coreServices, createServiceFactory, type RootLoggerService } from '@backstage/backend-plugin-api';
import { generateKeyPairSync } from 'node:crypto';
import configSchema from '../config.schema.json';
import { until } from './testSupport/quick';
import { asking } from './testSupport/requests';
import { startApi } from './testSupport/testApi';

const nowhere = 'http://127.0.0.1:9';
const planted = (name: string) => `canary-${name}-0123456789`;
const sealingKey = Buffer.from('canary of 32 bytes, which seals.').toString('base64');
const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A secret wherever the configuration takes one. */
const settings = {
  roles: ['api', 'healer', 'watcher'],
  timescale: 0.01,
  prometheus: { url: nowhere },
  logs: { elasticsearch: { url: nowhere, authorization: `ApiKey ${planted('logs')}` } },
  telemetry: { logs: { elasticsearch: { url: nowhere, authorization: `ApiKey ${planted('telemetry')}` } } },
  redis: { url: `redis://:${planted('redis')}@127.0.0.1:9` },
  database: { replica: { url: `postgres://a:${planted('replica')}@127.0.0.1:9/a` } },
  wording: { url: nowhere, model: 'any', token: planted('wording') },
  audit: { key: signingKey, checkpoints: '/dev/null' },
  secrets: { keys: [{ name: 'a', key: sealingKey }] },
  alertmanagers: [{ url: nowhere, token: planted('alertmanager') }],
  grafana: { webhookSecret: planted('webhook'), url: nowhere, token: planted('grafana') },
  notify: {
    channels: {
      slack: { type: 'slack', url: nowhere, token: planted('slack'), signingSecret: planted('signing') },
      pager: { type: 'pagerduty', url: nowhere, routingKey: 'canary_routing_01234567890123456' },
      hook: { type: 'webhook', url: `${nowhere}/${planted('url')}`, secret: planted('hook') },
      mail: { type: 'email', host: '127.0.0.1', port: 9, from: 'a@example.com', user: 'a', password: planted('mail') },
    },
  },
  runners: {
    supervisor: { url: nowhere, token: planted('supervisor') },
    webhook: { url: nowhere, secret: planted('runner'), allowed: [{ host: '127.0.0.1', private: true, http: true }] },
    postgres: { orders: { url: `postgres://a:${planted('postgres')}@127.0.0.1:9/a`, roles: ['shop'] } },
    redis: { cart: { url: `redis://a:${planted('cache')}@127.0.0.1:9`, prefixes: ['cart:'] } },
    flags: { url: nowhere, token: planted('flags'), private: true, http: true, flags: ['a'] },
    jobs: {
      purge: {
        gitlab: {
          ...{ url: nowhere, private: true, http: true, project: '1', ref: 'main' },
          ...{ token: planted('gitlab'), trigger: planted('trigger') },
        },
      },
    },
  },
};
/** Of a kind of which another is planted; `vault.test.ts` plants the token of the second. */
const another = [
  ...['logs.loki.authorization', 'secrets.vault.token'],
  ...['github', 'awx', 'rundeck', 'stackstorm'].map(system => `runners.jobs.*.${system}.token`),
];

interface Schema {
  visibility?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
}
/** Where the configuration takes secrets: `*` for any name, `[]` for any place. */
function secretsIn({ visibility, properties = {}, additionalProperties: any, items }: Schema, way: string[]): string[] {
  if (visibility === 'secret') return [way.join('.')];
  const named = { ...properties, ...(typeof any === 'object' && { '*': any }), ...(items && { '[]': items }) };
  return Object.entries(named).flatMap(([name, one]) => secretsIn(one as Schema, [...way, name]));
}
const at = (value: unknown, [name, ...rest]: string[]): boolean => {
  if (name === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  const inside = name === '*' || name === '[]' ? Object.values(value) : [(value as Record<string, unknown>)[name]];
  return inside.some(one => at(one, rest));
};

const lines: string[] = [];
const logger: RootLoggerService = {
  error: (message, meta) => tell(message, meta),
  warn: (message, meta) => tell(message, meta),
  info: (message, meta) => tell(message, meta),
  debug: (message, meta) => tell(message, meta),
  child: () => logger,
};
const tell = (message: string, meta?: unknown) => {
  const error = meta instanceof Error ? `${meta.stack} ${String(meta.cause)}` : '';
  lines.push(`${message} ${error} ${JSON.stringify(meta)}`);
};
const rootLogger = createServiceFactory({ service: coreServices.rootLogger, deps: {}, factory: () => logger });

test('S9 a secret is planted wherever the configuration takes one', () => {
  const places = secretsIn(configSchema.properties.autocura as Schema, []);
  expect(places.length).toBeGreaterThan(20);
  expect(places.filter(place => !another.includes(place) && !at(settings, place.split('.')))).toEqual([]);
});

test('S9 secrets of the configuration are in no answer, no line of the log, and nothing that is stored', async () => {
  const api = await startApi({ settings, features: [rootLogger] });
  const startsAt = new Date().toISOString();
  const labels = { alertname: 'Down', service: 'cart', severity: 'critical' };
  const alert = { fingerprint: '0123456789abcdef', status: 'firing', startsAt, labels, annotations: {} };
  const body = { version: '4', groupKey: '{}', alerts: [alert] };
  await api.ask({ method: 'post', path: '/v1/alerts/alertmanager', body }).expect(202);
  await until('an end of the incident', async () => {
    const { items } = (await api.ask({ method: 'get', path: '/v1/incidents' })).body as { items: { phase: string }[] };
    return items.some(({ phase }) => phase === 'escalated');
  });
  const ids = Object.keys(operations) as OperationId[];
  const answers: string[] = [];
  for (const id of ids) {
    answers.push((await api.ask(asking(id))).text, (await api.ask({ ...asking(id), as: 'Bearer nonsense' })).text);
    answers.push((await api.ask({ ...asking(id), body: { nonsense: true }, query: { limit: 'x' } })).text);
  }
  answers.push((await api.ask({ method: 'get', path: '/metrics' })).text);
  const tables = (await api.knex('sqlite_master').where({ type: 'table' }).pluck('name')) as string[];
  const stored = await Promise.all(tables.map(async table => JSON.stringify(await api.knex(table).select())));
  await api.stop();

  expect(lines.length).toBeGreaterThan(0);
  expect(stored.join()).toContain('incident.escalated');
  const hidden = [
    /canary/,
    new RegExp(sealingKey.slice(0, 40)),
    new RegExp(signingKey.split('\n')[1]!.slice(20, 60).replace(/[+/]/g, '.')),
  ];
  for (const text of [...answers, ...lines, ...stored]) for (const one of hidden) expect(text).not.toMatch(one);
}, 120_000);
