import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import request from 'supertest';
import type { IngestOptions } from './router';
import { desk, serving } from './testSupport/desk';
import { recorded } from './testSupport/recorded';

const payload = JSON.stringify(recorded('alertmanager-webhook-mixed'));
const post = (app: ReturnType<typeof desk>['app'], body: string | Buffer = payload, path = '/alertmanager') =>
  request(app)
    .post(path)
    .set('Content-Type', 'application/json')
    .serialize(raw => raw as string)
    .send(body);

test('202 with the counts, once the alerts are stored', async () => {
  const { app, stored } = desk();
  const { status, body } = await post(app);
  expect({ status, body }).toEqual({
    status: 202,
    body: { accepted: 5, fired: 4, resolved: 1, unchanged: 0, truncated: 0 },
  });
  expect(stored).toMatchObject([{ actor: 'external:alertmanager', alerts: [{}, {}, {}, {}, {}] }]);
});

test('no answer before the alerts are stored', async () => {
  const events: string[] = [];
  let store = () => {};
  const reached = new Promise<void>(resolve => {
    const { app } = desk({
      receive: () =>
        new Promise(done => {
          store = () => done({ fired: 0, resolved: 0, unchanged: 5 });
          resolve();
        }),
    });
    void post(app).then(() => events.push('answered'));
  });
  await reached;
  await new Promise(resolve => setImmediate(resolve));
  events.push('stored');
  store();
  while (events.length < 2) await new Promise(resolve => setImmediate(resolve));
  expect(events).toEqual(['stored', 'answered']);
});

test('G-04 alerts that the sender left out are reported', async () => {
  const { app, stored, warnings } = desk();
  const { body } = await post(app, JSON.stringify(recorded('alertmanager-webhook-truncated')));
  expect(body).toMatchObject({ accepted: 2, truncated: 3 });
  expect(stored[0]!.alerts.every(({ status }) => status === 'firing')).toBe(true);
  expect(warnings).toEqual([
    { message: 'the sender left alerts out', fields: { path: '/alertmanager', truncated: 3 } },
  ]);
});

test('one bad alert refuses all, by name', async () => {
  const { app, stored } = desk();
  const bad = recorded('alertmanager-webhook-grouped');
  bad.alerts[3]!.startsAt = 'soon';
  const { status, body } = await post(app, JSON.stringify(bad));
  expect({ status, body }).toEqual({
    status: 400,
    body: {
      error: { name: 'InputError', message: 'alerts[3].startsAt: is not a time like 2026-01-31T12:00:00Z' },
      response: { statusCode: 400 },
    },
  });
  expect(stored).toEqual([]);
});

test.each<[number, string, Partial<IngestOptions>]>([
  [401, 'AuthenticationError', { authorise: () => Promise.reject(new AuthenticationError('Missing credentials')) }],
  [403, 'NotAllowedError', { authorise: () => Promise.reject(new NotAllowedError('Not yours')) }],
  [500, 'Error', { authorise: () => Promise.reject(new Error('secret detail')) }],
])('%d for %s, and nothing is stored', async (status, name, options) => {
  const { app, stored, warnings } = desk(options);
  const response = await post(app);
  expect(response.status).toBe(status);
  expect(response.body.error.name).toBe(name);
  expect(response.text).not.toContain('secret detail');
  expect(stored).toEqual([]);
  expect(warnings).toMatchObject([{ message: 'alerts refused', fields: { status } }]);
});

test.each(['pressed', 'failing'] as const)('R7 503 and when to come again while the store is %s', async how => {
  const { app, stored, state } = desk();
  state[how] = true;
  const refused = await post(app);
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
  expect(refused.text).not.toContain('disk is full');
  state[how] = false;
  expect((await post(app)).status).toBe(202);
  expect(stored).toHaveLength(1);
});

describe('S2 large bodies', () => {
  const limits = { bodyBytes: 10 * 1024 * 1024, alerts: 50_000 };
  const large = (bytes: number) => {
    const filled = recorded('alertmanager-webhook');
    filled.commonAnnotations = { padding: '' };
    filled.commonAnnotations = { padding: 'x'.repeat(bytes - JSON.stringify(filled).length) };
    return JSON.stringify(filled);
  };

  test.each([
    [202, 'ten megabytes', large(limits.bodyBytes), undefined],
    [413, 'one byte more', large(limits.bodyBytes + 1), undefined],
    [202, 'ten megabytes when inflated', gzipSync(large(limits.bodyBytes)), 'gzip'],
    [413, 'one byte more when inflated', gzipSync(large(limits.bodyBytes + 1)), 'gzip'],
    [400, 'what is not gzip', 'not gzip', 'gzip'],
    [400, 'half a gzip', gzipSync(payload).subarray(0, 200), 'gzip'],
    [400, 'another encoding', payload, 'br'],
  ])('%d for %s', async (status, _, body, encoding) => {
    const { app, stored } = desk({ limits });
    const sent = post(app, body);
    if (encoding) sent.set('Content-Encoding', encoding);
    expect((await sent).status).toBe(status);
    expect(stored).toHaveLength(status === 202 ? 1 : 0);
  });

  test('413 says why', async () => {
    const { app } = desk({ limits: { ...limits, bodyBytes: 100 } });
    const { body } = await post(app);
    expect(body.error).toEqual({
      name: 'PayloadTooLargeError',
      message: 'The body is larger than 100 bytes; let the sender send fewer alerts at once',
    });
  });

  test('413 for a body whose length is not said', async () => {
    const { app } = desk({ limits: { ...limits, bodyBytes: 100 } });
    await serving(app, async ({ url }) => {
      const answer = await fetch(`${url}/alertmanager`, {
        method: 'POST',
        body: new Blob([payload]).stream(),
        duplex: 'half',
      } as RequestInit);
      expect(answer.status).toBe(413);
    });
  });

  test('a body that is cut off stores nothing', async () => {
    const { app, stored, warnings } = desk();
    await serving(app, async ({ port }) => {
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `POST /alertmanager HTTP/1.1\r\nHost: x\r\nContent-Length: ${payload.length}\r\n\r\n${payload.slice(0, 900)}`,
      );
      socket.end();
      while (warnings.length === 0) await new Promise(resolve => setImmediate(resolve));
      expect(warnings).toMatchObject([{ fields: { reason: 'body: ends early' } }]);
      expect(stored).toEqual([]);
    });
  });
});

describe('Grafana', () => {
  const body = JSON.stringify(recorded('grafana-webhook'));
  const now = new Date('2026-01-31T12:00:00Z');
  const timestamp = String(now.getTime() / 1000);
  const signature = createHmac('sha256', 'secret').update(`${timestamp}:${body}`).digest('hex');
  const signed = (app: ReturnType<typeof desk>['app'], text: string | Buffer = body) =>
    post(app, text, '/grafana')
      .set('X-Grafana-Alerting-Signature', signature)
      .set('X-Grafana-Alerting-Timestamp', timestamp);
  const signing = (grafanaSecret = 'secret') =>
    desk({ grafanaSecret, now: () => now, authorise: () => Promise.reject(new AuthenticationError('no token')) });

  test('a signature is enough, once', async () => {
    const { app, stored } = signing();
    expect((await signed(app)).body).toMatchObject({ accepted: 2, fired: 1, resolved: 1 });
    expect(stored[0]!.actor).toBe('external:grafana');
    const replayed = await signed(app);
    expect([replayed.status, replayed.body.error.message]).toEqual([401, 'The signature was used before']);
    expect(stored).toHaveLength(1);
  });

  test('what is signed is the body before it was compressed', async () => {
    const { app } = signing();
    expect((await signed(app, gzipSync(body)).set('Content-Encoding', 'gzip')).status).toBe(202);
  });

  test('what could not be stored may come again with its signature', async () => {
    const { app, state } = signing();
    state.failing = true;
    expect((await signed(app)).status).toBe(503);
    state.failing = false;
    expect((await signed(app)).status).toBe(202);
  });

  test.each<[string, () => PromiseLike<{ status: number }>]>([
    ['no signature', () => post(signing().app, body, '/grafana')],
    ['a changed body', () => signed(signing().app, `${body} `)],
    ['another secret', () => signed(signing('another').app)],
    ['an empty secret', () => signed(signing('').app)],
  ])('401 for %s', async (_, answer) => expect((await answer()).status).toBe(401));

  test('without a shared secret it needs credentials like everybody', async () => {
    const { app, stored } = desk({ authorise: async () => ({ actor: 'external:grafana-token' }) });
    expect((await post(app, body, '/grafana')).status).toBe(202);
    expect(stored[0]!.actor).toBe('external:grafana-token');
  });

  test("a sender's payload is not read on another's route", async () => {
    const { app } = desk();
    expect((await post(app, body)).body.error.message).toBe('version: Invalid input: expected "4"');
    expect((await post(app, payload, '/grafana')).body.error.message).toBe('version: Invalid input: expected "1"');
  });
});
