import type { LookupFunction } from 'node:net';
import { listen } from '../act/examples';
import { type AllowedHost, guardedLookup } from './allowList';
import { guard } from './guardedFetch';
import { reachOf } from './reach';

let server: Awaited<ReturnType<typeof listen>>;
let answer: { status: number; headers?: Record<string, string>; body?: string };
beforeEach(async () => {
  answer = { status: 200, body: 'well' };
  server = await listen(() => answer);
});
afterEach(() => server.close());

const http = { http: true };
/** A name server of somebody else's, which answers otherwise each time. */
function changing(...answers: string[][]) {
  let asked = 0;
  const resolve = ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
    done(
      null,
      (answers[Math.min(asked++, answers.length - 1)] ?? []).map(address => ({ address, family: 4 })),
    )) as Parameters<typeof guardedLookup>[1];
  return (host: AllowedHost): LookupFunction => guardedLookup(host, resolve);
}
const why = (ask: Promise<unknown>) =>
  ask.then(
    () => 'answered',
    ({ message, cause }: Error) => (cause instanceof Error ? cause.message : message),
  );

describe('S4 whatever is called outside', () => {
  test('is on the list', async () => {
    const { fetch, agent } = guard({ allowed: [{ host: 'prometheus.example', private: true, ...http }] });
    expect(await why(fetch(`${server.url}/`))).toMatch('is not on the allow-list');
    expect(() => agent(`${server.url}/keys`)).toThrow('is not on the allow-list');
    expect(server.received).toEqual([]);
  });

  test.each([
    'http://2130706433',
    'http://0x7f.1',
    'http://017700000001',
    'http://[::ffff:127.0.0.1]',
    'http://１２７.0.0.1',
  ])('is not inside by another way to write it: %s', async origin => {
    const url = `${origin}:${server.port}/`;
    const { fetch } = guard({ allowed: [{ host: new URL(url).host, ...http }] });
    expect(await why(fetch(url))).toMatch('is a private address');
    expect(server.received).toEqual([]);
  });

  test('is asked for by name once a connection, and judged each time: a name may not change its mind', async () => {
    const host = { host: 'metrics.example', private: true, ...http };
    const lookup = changing(['127.0.0.1'], ['169.254.169.254'], ['0.0.0.0']);
    const { fetch } = guard({ allowed: [host], lookup });
    const url = `http://metrics.example:${server.port}/`;
    expect(await (await fetch(url, { headers: { connection: 'close' } })).text()).toBe('well');
    expect(await why(fetch(url))).toMatch('leads to the private address 169.254.169.254');
    expect(await why(fetch(url))).toMatch('leads to the private address 0.0.0.0');
    expect(server.received.length).toBe(1);
  });

  test('does not lead inside unless that was written down, not even by one address of several', async () => {
    const lookup = changing(['203.0.113.7', '127.0.0.1'], ['10.0.0.1']);
    const { fetch } = guard({ allowed: [{ host: 'hooks.example', ...http }], lookup });
    const url = `http://hooks.example:${server.port}/`;
    expect(await why(fetch(url))).toMatch('leads to the private address 127.0.0.1');
    expect(await why(fetch(url))).toMatch('leads to the private address 10.0.0.1');
    expect(server.received).toEqual([]);
  });

  test('leads nowhere else', async () => {
    answer = { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data' } };
    const { fetch } = guard({ allowed: [{ host: '127.0.0.1', private: true, ...http }] });
    expect(await why(fetch(`${server.url}/`))).toMatch(/redirect/);
    expect(server.received.length).toBe(1);
  });

  test('speaks TLS unless that was written down', async () => {
    const { fetch } = guard({ allowed: [{ host: '127.0.0.1', private: true }] });
    expect(await why(fetch(`${server.url}/`))).toMatch('by https only');
  });
});

describe('what may be called', () => {
  const mail = { type: 'email', host: 'smtp.example', port: 587 };
  const settings = {
    prometheus: { url: 'http://prometheus:9090' },
    logs: { elasticsearch: { url: 'https://logs.example' } },
    runners: { postgres: { orders: { url: 'postgres://a:b@db/orders' } } },
    notify: { incidentUrl: 'https://portal.example/{id}', channels: { mail } },
  };

  test('is what the configuration names', () => {
    expect(reachOf(settings)).toEqual(
      expect.arrayContaining([
        { host: 'prometheus:9090', private: true, http: true },
        { host: 'logs.example', private: true, http: false },
        { host: 'hooks.slack.com' },
      ]),
    );
    expect(JSON.stringify(reachOf(settings))).not.toContain('portal');
  });

  test('is the list where there is one, and what is not on it is told before anything starts', () => {
    const hosts = ['prometheus', 'logs.example', 'db', 'smtp.example'].map(host => ({ host }));
    expect(reachOf(settings, hosts)).toEqual(hosts);
    for (const [place, key] of [
      [0, 'prometheus.url: prometheus:9090'],
      [1, 'logs.elasticsearch.url: logs.example'],
      [2, 'runners.postgres.orders.url: db'],
      [3, 'notify.channels.mail.host: smtp.example:587'],
    ] as const) {
      const allowed = hosts.filter((_, index) => index !== place);
      expect(() => reachOf(settings, allowed)).toThrow(`autocura.${key} is not in`);
    }
  });
});
