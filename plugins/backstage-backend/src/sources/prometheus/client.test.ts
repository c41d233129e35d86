import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrometheusClient, PrometheusError } from './client';
import { freePort } from './testSupport/prometheus';

const at = new Date('2026-01-01T00:00:00Z');
const answer = (status: number, body: unknown) => async () =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
const vector = (result: unknown) => ({ status: 'success', data: { resultType: 'vector', result } });

test('values come as numbers, NaN and Inf included', async () => {
  const rows = ['1.5', 'NaN', '+Inf', '-Inf'].map(value => ({ metric: { a: value }, value: [1, value] }));
  const client = new PrometheusClient({ url: 'http://localhost', fetch: answer(200, vector(rows)) });
  expect((await client.query('up', at)).map(({ value }) => value)).toEqual([1.5, NaN, NaN, NaN]);
});

test.each([
  ['an error of Prometheus', 400, { status: 'error', errorType: 'bad_data', error: 'parse error' }, /parse error/],
  ['an error page', 502, '<html>', /HTTP 502/],
  [
    'another kind of answer',
    200,
    { status: 'success', data: { resultType: 'scalar', result: [1, '1'] } },
    /unknown kind/,
  ],
  ['a value that is no text', 200, vector([{ metric: {}, value: [1, 1] }]), /unknown kind/],
])('%s is an error that names the query', async (_name, status, body, message) => {
  const client = new PrometheusClient({ url: 'http://localhost', fetch: answer(status, body) });
  const error = await client.query('up{job="a"}', at).catch(reason => reason);
  expect(error).toBeInstanceOf(PrometheusError);
  expect(error.message).toMatch(message);
  expect(error.message).toContain('up{job="a"}');
});

test('who cannot be reached is unreachable, with the cause', async () => {
  const client = new PrometheusClient({ url: `http://127.0.0.1:${await freePort()}` });
  const error = await client.query('up', at).catch(reason => reason);
  expect(error).toMatchObject({ name: 'PrometheusError', unreachable: true });
  expect(error.message).toMatch(/cannot be reached.*ECONNREFUSED/);
  expect(error.cause).toMatchObject({ message: 'fetch failed' });
});

test('who answers too late again and again is left alone for a while, and asked again after it', async () => {
  let now = at;
  let slow = true;
  const asked: string[] = [];
  const client = new PrometheusClient({
    url: 'http://localhost',
    now: () => now,
    onQuery: query => asked.push(query),
    fetch: async () => {
      if (slow) throw new DOMException('too late', 'TimeoutError');
      return new Response(JSON.stringify(vector([])));
    },
  });
  const ask = () => client.query('up', at).catch((reason: PrometheusError) => reason.message);
  for (const _ of [1, 2, 3, 4]) expect(await ask()).toMatch(/did not answer in time/);
  expect(await ask()).toMatch(/left alone for a while/);
  expect(asked).toHaveLength(4);
  now = new Date(at.getTime() + 15_000);
  slow = false;
  expect(await ask()).toEqual([]);
});

describe('over HTTP', () => {
  let server: Server;
  let url: string;
  const bodies: URLSearchParams[] = [];
  let most = 0;
  let open: (() => void)[] = [];
  let holding = false;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => (body += chunk));
      request.on('end', () => {
        bodies.push(new URLSearchParams(body));
        const finish = () => response.end(JSON.stringify(vector([])));
        if (!holding) return finish();
        open.push(finish);
        most = Math.max(most, open.length);
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('a query is posted as a form, with its time and how long we wait', async () => {
    await new PrometheusClient({ url: `${url}/`, timeoutMs: 1500 }).query('up', at);
    expect(Object.fromEntries(bodies.at(-1) ?? [])).toEqual({
      query: 'up',
      time: String(at.getTime() / 1000),
      timeout: '1500ms',
    });
  });

  test('who does not answer in time is given up', async () => {
    holding = true;
    const client = new PrometheusClient({ url, timeoutMs: 50 });
    await expect(client.query('up', at)).rejects.toThrow(/did not answer in time/);
    open.forEach(finish => finish());
    open = [];
    holding = false;
  });

  test('four queries at a time, all of them in the end', async () => {
    holding = true;
    most = 0;
    let asked = 0;
    const client = new PrometheusClient({ url, timeoutMs: 20_000, onQuery: () => (asked += 1) });
    const answers = Array.from({ length: 11 }, () => client.query('up', at));
    let done = false;
    const all = Promise.all(answers).then(() => (done = true));
    while (!done) {
      if (open.length === 4 || asked === 11) open.splice(0).forEach(finish => finish());
      await new Promise(resolve => setImmediate(resolve));
    }
    await all;
    expect(most).toBe(4);
    expect(asked).toBe(11);
    holding = false;
  });
});
