import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Request, Response } from 'express';
import { startApi, type TestApi } from '../testSupport/testApi';
import { limiting, TooManyRequestsError } from './limits';
import { requestLogger, withRequestId } from './requestId';
import { sharedReads } from './sharedReads';

describe('limits', () => {
  let time = new Date('2026-01-01T12:00:15.000Z');
  const limits = { reads: 3, changes: 1, deliveries: 2 };
  const now = () => time;
  beforeEach(() => (time = new Date('2026-01-01T12:00:15.000Z')));

  test('are for each identity and each route, and end with the minute', async () => {
    const limit = limiting({ limits, now });
    for (let asked = 0; asked < 3; asked += 1) await limit('reads', 'ana', 'get /incidents');
    await expect(limit('reads', 'ana', 'get /incidents')).rejects.toMatchObject({
      statusCode: 429,
      retryAfterSeconds: 45,
    });
    await limit('reads', 'bob', 'get /incidents');
    await limit('reads', 'ana', 'get /services');
    await limit('changes', 'ana', 'post /brake/pull');
    await expect(limit('changes', 'ana', 'post /brake/pull')).rejects.toThrow(TooManyRequestsError);
    time = new Date('2026-01-01T12:01:00.000Z');
    await limit('reads', 'ana', 'get /incidents');
  });

  test('are shared by processes that count together', async () => {
    const together = new Map<string, number>();
    const count = async (name: string) => {
      together.set(name, (together.get(name) ?? 0) + 1);
      return together.get(name);
    };
    const [one, other] = [limiting({ limits, now, count }), limiting({ limits, now, count })];
    await one('deliveries', 'external:alertmanager', 'alertmanager');
    await other('deliveries', 'external:alertmanager', 'alertmanager');
    await expect(one('deliveries', 'external:alertmanager', 'alertmanager')).rejects.toThrow(TooManyRequestsError);
  });

  test('hold in each process while nothing counts together', async () => {
    const limit = limiting({ limits, now, count: async () => undefined });
    await limit('changes', 'ana', 'a');
    await expect(limit('changes', 'ana', 'a')).rejects.toThrow(TooManyRequestsError);
  });
});

describe('shared reads', () => {
  let [position, time, reads] = [1, 0, 0];
  const options = { position: async () => position, now: () => new Date(time) };
  const read = async () => ({ reads: (reads += 1) });
  const told = async (answer: Promise<{ text: string }>) => JSON.parse((await answer).text) as unknown;
  beforeEach(() => ([position, time, reads] = [1, 0, 0]));

  test('a hundred who ask at once ask once', async () => {
    const shared = sharedReads(options);
    const all = await Promise.all(Array.from({ length: 100 }, () => told(shared('list', read))));
    expect(all).toEqual(Array(100).fill({ reads: 1 }));
  });

  test('what was read before the record went on counts no more, nor for long in any case', async () => {
    const shared = sharedReads(options);
    await shared('list', read);
    position = 2;
    expect(await told(shared('list', read))).toEqual({ reads: 2 });
    time = 999;
    expect(await told(shared('list', read))).toEqual({ reads: 2 });
    time = 1_000;
    expect(await told(shared('list', read))).toEqual({ reads: 3 });
    expect(await told(shared('other', read))).toEqual({ reads: 4 });
  });

  test('what another process has read of the same record is not read here', async () => {
    const elsewhere = new Map([['list@1', { reads: 'elsewhere' }]]);
    const cached = async (name: string, _forMs: number, ask: () => Promise<unknown>) => elsewhere.get(name) ?? ask();
    const shared = sharedReads({ ...options, cached });
    expect(await told(shared('list', read))).toEqual({ reads: 'elsewhere' });
    position = 2;
    expect(await told(shared('list', read))).toEqual({ reads: 1 });
  });

  test('a failure is nobody else’s, and large answers are not kept', async () => {
    const shared = sharedReads(options);
    await expect(shared('list', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await told(shared('list', read))).toEqual({ reads: 1 });
    const large = async () => ({ reads: (reads += 1), text: 'x'.repeat(300_000) });
    await shared('large', large);
    await shared('large', large);
    expect(reads).toBe(3);
  });
});

describe('the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ settings: { limits: { reads: 6, changes: 2, deliveries: 2 } } });
  });
  afterAll(() => api.stop());

  test('refuses who asks too often, and says when to come again', async () => {
    for (let asked = 0; asked < 2; asked += 1)
      await api.ask({ method: 'post', path: '/v1/brake/pull', body: { reason: 'a test' } }).expect(200);
    const refused = await api.ask({ method: 'post', path: '/v1/brake/pull', body: { reason: 'a test' } });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.body).toMatchObject({ error: { name: 'TooManyRequestsError', message: expect.any(String) } });
    // Whoever may ask nothing is told so, and counts for nobody.
    await api.ask({ method: 'get', path: '/v1/brake', as: 'Bearer nonsense' }).expect(401);
    await api.ask({ method: 'get', path: '/v1/brake' }).expect(200);
  });

  test('R7 asks senders of alerts to come again by 503, since they drop what is answered by 429', async () => {
    const body = { version: '4', groupKey: 'g', alerts: [] };
    const deliver = () => api.ask({ method: 'post', path: '/v1/alerts/alertmanager', body });
    await deliver().expect(202);
    await deliver().expect(202);
    const refused = await deliver();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('reads a list anew once something has happened', async () => {
    const list = () => api.ask({ method: 'get', path: '/v1/services' });
    const statements = await api.statementsDuring(async () => {
      const first = await list().expect(200);
      const second = await list().set('if-none-match', first.headers.etag as string);
      expect([second.status, second.text]).toEqual([304, '']);
    });
    const listing = statements.filter(sql => sql.includes('health'));
    expect(listing.length).toBeLessThanOrEqual(2);
    await api.store.append([
      {
        ...{ stream: 'brake', expected: (await api.store.lastEvent('brake'))?.seq ?? 0, actor: 'user:default/ana' },
        events: [{ type: 'brake.released', data: { reason: 'over' } }],
      },
    ]);
    expect((await api.statementsDuring(() => list().expect(200))).join()).toContain('health');
  });

  test('gives each answer the id of its request', async () => {
    const ours = await api.ask({ method: 'get', path: '/v1/sources' });
    expect(ours.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const theirs = await api.ask({ method: 'get', path: '/v1/nothing' }).set('x-request-id', 'gateway-7.42');
    expect([theirs.status, theirs.headers['x-request-id']]).toEqual([404, 'gateway-7.42']);
    const odd = await api.ask({ method: 'get', path: '/v1/sources' }).set('x-request-id', 'a b"c');
    expect(odd.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a line of the log says which request it was written for', async () => {
  const lines: unknown[] = [];
  const at = (level: string) => (message: string, meta?: unknown) => void lines.push([level, message, meta]);
  const plain = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug'), child: () => plain };
  const logger = requestLogger(plain as LoggerService);
  const request = { header: () => 'request-0001' } as unknown as Request;
  logger.info('nobody asked');
  await new Promise<void>(resolve =>
    withRequestId(request, { setHeader: () => undefined } as unknown as Response, async () => {
      await null;
      logger.warn('asked', { path: '/v1/x' });
      logger.child({}).error('failed', new Error('why'));
      resolve();
    }),
  );
  expect(lines).toEqual([
    ['info', 'nobody asked', undefined],
    ['warn', 'asked', { path: '/v1/x', request: 'request-0001' }],
    ['error', 'failed', { error: 'Error: why', request: 'request-0001' }],
  ]);
});
