import { ConfigReader } from '@backstage/config';
import configSchema from '../config.schema.json';
import { testKeys } from './audit/testKeys';
import { defaultDurations, readSettings } from './settings';

const read = (autocura: object) => readSettings(new ConfigReader({ autocura } as never));

test('one factor scales every duration that is not given', () => {
  const { durations } = read({ timescale: 0.05, durations: { approval: { minutes: 15 } } });
  const { approval, ...rest } = durations;
  expect(approval).toBe(15 * 60_000);
  for (const [name, ms] of Object.entries(rest))
    expect({ name, ms }).toEqual({ name, ms: defaultDurations[name as keyof typeof defaultDurations] / 20 });
});

test.each([0, -1, 2, 'fast'])('a factor of %p is refused by name', timescale => {
  expect(() => read({ timescale })).toThrow('autocura.timescale');
});

describe('Kubernetes', () => {
  const kubernetes = (given: object) => read({ runners: { kubernetes: given } }).runners.kubernetes;

  test('needs to know where it may act', () => {
    expect(kubernetes({ namespaces: ['shop'] })).toEqual({ namespaces: ['shop'] });
    expect(() => kubernetes({ kubeconfig: '/etc/kubeconfig' })).toThrow('autocura.runners.kubernetes.namespaces');
  });

  test.each([[[]], [['*']], [['']], [['shop/cart']]])(
    'G-12 is given no namespaces that could mean all: %j',
    namespaces => {
      expect(() => kubernetes({ namespaces })).toThrow('autocura.runners.kubernetes.namespaces');
    },
  );
});

describe('PostgreSQL', () => {
  const url = 'postgres://autocura:secret@db/postgres';
  const servers = (orders: object) => read({ runners: { postgres: { orders } } }).runners.postgres;

  test('leaves alone what is younger than half a minute', () => {
    expect(servers({ url, roles: ['shop'] })).toEqual({ orders: { url, roles: ['shop'], olderThan: 30 } });
  });

  test.each([
    { name: 'whose sessions', about: { url }, key: 'roles' },
    { name: 'whose sessions', about: { url, roles: [] }, key: 'roles' },
    { name: 'which server', about: { url: 'db', roles: ['shop'] }, key: 'url' },
    { name: 'no age at all', about: { url, roles: ['shop'], olderThan: 0 }, key: 'olderThan' },
  ])('G-12 is to be told $name: $about', ({ about, key }) => {
    expect(() => servers(about)).toThrow(`autocura.runners.postgres.orders.${key}`);
  });
});

test.each([[[]], [['*']], [['cart']], [['']]])('G-12 Redis is given no prefixes that could mean all: %j', prefixes => {
  const cache = { url: 'redis://cache', prefixes };
  expect(() => read({ runners: { redis: { cache } } })).toThrow('autocura.runners.redis.cache.prefixes');
});

test.each([
  { file: '/etc/flagd/flags.json' },
  { file: '/etc/flagd/flags.json', flags: [] },
  { file: '/etc/flagd/flags.json', flags: ['*'] },
  { file: '/etc/flagd/flags.json', url: 'https://flags', token: 't', flags: ['partner'] },
  { url: 'https://flags', flags: ['partner'] },
])('G-12 a place of flags is one, and says which flags: %j', flags => {
  expect(() => read({ runners: { flags } })).toThrow('autocura.runners.flags');
});

test('a job that is in no system is refused by name', () => {
  expect(() => read({ runners: { jobs: { purge: { deadline: 60 } } } })).toThrow('autocura.runners.jobs.purge');
});

test('what lets somebody in is marked as a secret', () => {
  interface Schema {
    visibility?: string;
    properties?: Record<string, Schema>;
    additionalProperties?: Schema | boolean;
    items?: Schema;
  }
  const leaves = (schema: Schema, path: string): [string, Schema][] => {
    const { properties = {}, additionalProperties: others, items } = schema;
    const inside = [
      ...Object.entries(properties),
      ...Object.entries({ ...(typeof others === 'object' && { '*': others }), ...(items && { '[]': items }) }),
    ];
    return inside.length === 0
      ? [[path, schema]]
      : inside.flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
  };
  const secret =
    /(audit\.key|autocura\.redis\.url|replica\.url|keys\.\[\]\.key|token|authorization|secret|webhookSecret|signingSecret|routingKey|password|trigger|(postgres|redis|channels)\.\*\.url)$/;
  const all = leaves(configSchema as Schema, '');
  const isMarked = ([, { visibility }]: [string, Schema]) => visibility === 'secret';
  expect(all.filter(leaf => isMarked(leaf) !== secret.test(leaf[0])).map(([path]) => path)).toEqual([]);
  expect(all.filter(isMarked).length).toBeGreaterThan(10);
});

describe('who comes from Grafana', () => {
  const identity = (given: object) => read({ grafana: { identity: given } }).grafana?.identity;

  test('is known by keys below the issuer, of its first organisation', () => {
    const issuer = 'https://grafana.example.com/';
    expect(identity({ issuer })).toEqual({
      ...{ issuer, keys: `${issuer}api/signing-keys/keys`, organisation: 1, ownersOnly: [], tenantRequired: false },
    });
  });

  test.each(['https://grafana.example.com', 'grafana'])('needs the whole root_url: %s', issuer => {
    expect(() => identity({ issuer })).toThrow('autocura.grafana.identity.issuer');
  });
});

describe('audit', () => {
  const checkpoints = 'checkpoints.jsonl';

  test('takes an Ed25519 key in PEM', () => {
    const { audit } = read({ audit: { key: testKeys().secret, checkpoints } });
    expect(audit).toMatchObject({ checkpoints, key: { type: 'private', asymmetricKeyType: 'ed25519' } });
  });

  test.each(['', 'a secret', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', testKeys().known])(
    'says by name that something else is no key',
    key => expect(() => read({ audit: { key, checkpoints } })).toThrow('autocura.audit.key'),
  );
});
