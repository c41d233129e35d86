import { createHmac } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { listen } from '../examples';
import { guardedLookup } from '../../outbound/allowList';
import { webhookRunner, type WebhookSettings } from './webhookRunner';

const secret = 'a secret of ours';
let hook: Awaited<ReturnType<typeof listen>>;
let answer = { status: 202, headers: {} as Record<string, string> };
beforeEach(async () => {
  answer = { status: 202, headers: {} };
  hook = await listen(() => answer);
});
afterEach(() => hook.close());

const loopback = { host: '127.0.0.1', private: true, http: true };
const runner = (about: Partial<WebhookSettings> = {}) =>
  webhookRunner({ url: `${hook.url}/heal`, secret, allowed: [loopback], timeoutMs: 5_000, ...about });
const run = (about?: Partial<WebhookSettings>) =>
  runner(about).run('webhook', { name: 'flush' }, 'i1/1/webhook/cart/1');

/** Resolves every name to the given addresses, as a name server of somebody else might. */
const leadsTo =
  (...addresses: string[]) =>
  (host: Parameters<typeof guardedLookup>[0]): LookupFunction =>
    guardedLookup(host, ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(
        null,
        addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as Parameters<typeof guardedLookup>[1]);

test('it is signed over timestamp and body, and carries the key', async () => {
  await run({ now: () => new Date('2026-01-05T10:00:00.000Z') });
  const [received] = hook.received;
  const timestamp = '1767607200';
  expect(received).toMatchObject({
    method: 'POST',
    url: '/heal',
    headers: {
      'idempotency-key': 'i1/1/webhook/cart/1',
      'x-autocura-timestamp': timestamp,
      'x-autocura-signature': createHmac('sha256', secret).update(`${timestamp}:${received?.body}`).digest('hex'),
    },
  });
  expect(JSON.parse(received?.body ?? '')).toEqual({
    action: 'webhook',
    params: { name: 'flush' },
    idempotencyKey: 'i1/1/webhook/cart/1',
  });
});

test('how things are now is not known to us', async () => {
  expect(await runner().state('webhook', { name: 'flush' })).toBeUndefined();
});

test('an empty secret signs nothing', () => expect(() => runner({ secret: '' })).toThrow('needs a secret'));

describe('S4 what must not be called is not', () => {
  const port = () => hook.port;
  test.each<{ name: string; about: () => Partial<WebhookSettings>; says: string }>([
    {
      name: 'a host that nobody listed',
      about: () => ({ allowed: [{ host: 'example.org' }] }),
      says: 'not on the allow-list',
    },
    { name: 'without TLS', about: () => ({ allowed: [{ host: '127.0.0.1', private: true }] }), says: 'by https only' },
    {
      name: 'a private address',
      about: () => ({ allowed: [{ host: '127.0.0.1', http: true }] }),
      says: '127.0.0.1 is a private address',
    },
    {
      name: 'a private address in disguise',
      about: () => ({ url: `http://2130706433:${port()}/`, allowed: [{ host: '127.0.0.1', http: true }] }),
      says: 'is a private address',
    },
    {
      name: 'a private address as IPv6',
      about: () => ({
        url: `http://[::ffff:127.0.0.1]:${port()}/`,
        allowed: [{ host: '[::ffff:7f00:1]', http: true }],
      }),
      says: 'is a private address',
    },
    {
      name: 'a name that leads inside',
      about: () => ({
        url: `http://hooks.example:${port()}/`,
        allowed: [{ host: 'hooks.example', http: true }],
        lookup: leadsTo('127.0.0.1'),
      }),
      says: 'hooks.example leads to the private address 127.0.0.1',
    },
    {
      name: 'a name of which one address leads inside',
      about: () => ({
        url: `http://hooks.example:${port()}/`,
        allowed: [{ host: 'hooks.example', http: true }],
        lookup: leadsTo('203.0.113.7', '169.254.169.254'),
      }),
      says: 'leads to the private address 169.254.169.254',
    },
    {
      name: 'an address with credentials',
      about: () => ({ url: `http://user:pass@127.0.0.1:${port()}/` }),
      says: 'credentials do not belong',
    },
  ])('$name', async ({ about, says }) => {
    await expect(run(about())).rejects.toMatchObject({ when: 'before', message: expect.stringContaining(says) });
    expect(hook.received).toEqual([]);
  });
});

test('a name that was written down as private may lead inside', async () => {
  const host = { host: 'hooks.internal', private: true, http: true };
  await run({ url: `http://hooks.internal:${hook.port}/`, allowed: [host], lookup: leadsTo('127.0.0.1') });
  expect(hook.received.length).toBe(1);
});

test('G-37 the other side does not speak TLS: nothing was sent', async () => {
  await expect(run({ url: `https://127.0.0.1:${hook.port}/heal` })).rejects.toMatchObject({ when: 'before' });
  expect(hook.received).toEqual([]);
});

test('S4 a redirect is not followed, and is no success', async () => {
  answer = { status: 307, headers: { location: `${hook.url}/elsewhere` } };
  await expect(run()).rejects.toMatchObject({ when: 'unknown' });
  expect(hook.received.map(({ url }) => url)).toEqual(['/heal']);
});
