import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Target } from '../../outbound';
import { PrometheusClient, PrometheusError } from './client';
import { freePort } from './testSupport/prometheus';

const at = new Date('2026-01-01T00:00:00Z');
const answer = (status: number, body: unknown) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Target({ name: 'Prometheus', kind: 'metrics', fetch: async () => new Response(text, { status }) });
};
const vector = (result: unknown) => ({ status: 'success', data: { resultType: 'vector', result } });

test('values come as numbers, NaN and Inf included', async () => {
  const rows = ['1.5', 'NaN', '+Inf', '-Inf'].map(value => ({ metric: { a: value }, value: [1, value] }));
  const client = new PrometheusClient({ url: 'http://localhost', target: answer(200, vector(rows)) });
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
  const client = new PrometheusClient({ url: 'http://localhost', target: answer(status, body) });
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
  expect(error.cause).toMatchObject({ cause: { message: 'fetch failed' } });
});

test('R8 who fails again and again is left alone, which is no reason to ask more', async () => {
  const client = new PrometheusClient({ url: `http://127.0.0.1:${await freePort()}` });
  for (let asked = 0; asked < 5; asked += 1) await expect(client.query('up', at)).rejects.toThrow('ECONNREFUSED');
  await expect(client.query('up', at)).rejects.toMatchObject({
    unreachable: true,
    message: expect.stringContaining('left alone for a while'),
  });
});

describe('over HTTP', () => {
  let server: Server;
  let url: string;
  const bodies: URLSearchParams[] = [];
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
    await expect(client.query('up', at)).rejects.toThrow(/did not answer within 50 ms/);
    open.forEach(finish => finish());
    open = [];
    holding = false;
  });
});
