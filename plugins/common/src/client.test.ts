import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AutocuraClient, AutocuraError } from './client';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  body: unknown;
}

let server: Server;
let client: AutocuraClient;
let seen: Seen;
let answer: { status: number; body: string };

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const text = await textOf(request);
    seen = { method: request.method, url: request.url, body: text ? JSON.parse(text) : undefined };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/autocura`;
  client = new AutocuraClient((path, init) => fetch(`${base}${path}`, init));
});

afterAll(() => new Promise(closed => server.close(closed)));

beforeEach(() => {
  answer = { status: 200, body: '{"items":[]}' };
});

const step = { action: 'restart', target: 'cart', params: { service: 'cart' } };

test.each<{ name: string; call: () => Promise<unknown>; sent: Seen }>([
  {
    name: 'incidents without a filter',
    call: () => client.incidents(),
    sent: { method: 'GET', url: '/incidents', body: undefined },
  },
  {
    name: 'incidents with every filter',
    call: () =>
      client.incidents({ phase: 'proposed', open: false, service: 'a&b', order: 'oldest', cursor: 'x=', limit: 5 }),
    sent: {
      method: 'GET',
      url: '/incidents?phase=proposed&open=false&service=a%26b&order=oldest&cursor=x%3D&limit=5',
      body: undefined,
    },
  },
  {
    name: 'an id that would leave its path',
    call: () => client.incident('../services/ü?'),
    sent: { method: 'GET', url: '/incidents/..%2Fservices%2F%C3%BC%3F', body: undefined },
  },
  {
    name: 'approve',
    call: () => client.approve('42', 'abc'),
    sent: { method: 'POST', url: '/incidents/42/approval', body: { digest: 'abc' } },
  },
  {
    name: 'reject without a note',
    call: () => client.reject('42', 'abc'),
    sent: { method: 'POST', url: '/incidents/42/rejection', body: { digest: 'abc' } },
  },
  {
    name: 'reject with a note',
    call: () => client.reject('42', 'abc', 'não é isso'),
    sent: { method: 'POST', url: '/incidents/42/rejection', body: { digest: 'abc', note: 'não é isso' } },
  },
  {
    name: 'run',
    call: () => client.run('42', step),
    sent: { method: 'POST', url: '/incidents/42/run', body: { step } },
  },
  {
    name: 'undo',
    call: () => client.undo('42', '1/restart/cart/1'),
    sent: { method: 'POST', url: '/incidents/42/undo', body: { key: '1/restart/cart/1' } },
  },
  {
    name: 'feedback',
    call: () => client.feedback('42', { hypothesis: 'cart/out-of-memory', right: false }),
    sent: {
      method: 'POST',
      url: '/incidents/42/feedback',
      body: { hypothesis: 'cart/out-of-memory', right: false },
    },
  },
  { name: 'services', call: () => client.services(), sent: { method: 'GET', url: '/services', body: undefined } },
  {
    name: 'a service with a slash in its name',
    call: () => client.service('shop/cart'),
    sent: { method: 'GET', url: '/services/shop%2Fcart', body: undefined },
  },
  {
    name: 'history',
    call: () => client.history({ service: 'cart', limit: 10 }),
    sent: { method: 'GET', url: '/history?service=cart&limit=10', body: undefined },
  },
  {
    name: 'autonomy of a service',
    call: () => client.autonomy('shop/cart'),
    sent: { method: 'GET', url: '/services/shop%2Fcart/autonomy', body: undefined },
  },
  { name: 'problems', call: () => client.problems(), sent: { method: 'GET', url: '/problems', body: undefined } },
  {
    name: 'problems of a service',
    call: () => client.problems('cart'),
    sent: { method: 'GET', url: '/problems?service=cart', body: undefined },
  },
  {
    name: 'acknowledge a problem',
    call: () => client.acknowledgeProblem('shop/cart', 'memory-leak', 'ticket 7'),
    sent: {
      method: 'POST',
      url: '/services/shop%2Fcart/problems/memory-leak/acknowledgement',
      body: { note: 'ticket 7' },
    },
  },
  { name: 'changes', call: () => client.changes(), sent: { method: 'GET', url: '/changes', body: undefined } },
  {
    name: 'tellAct',
    call: () => client.tellAct('42', { says: 'restarted it' }),
    sent: { method: 'POST', url: '/incidents/42/acts', body: { says: 'restarted it' } },
  },
  {
    name: 'mark',
    call: () => client.mark('42', 'abc', 'harmful', 'não'),
    sent: { method: 'POST', url: '/incidents/42/mark', body: { digest: 'abc', mark: 'harmful', note: 'não' } },
  },
  {
    name: 'shadow',
    call: () => client.shadow({ from: 'a', to: 'b' }),
    sent: { method: 'GET', url: '/shadow?from=a&to=b', body: undefined },
  },
  {
    name: 'replay',
    call: () => client.replay({ from: 'a', to: 'b' }),
    sent: { method: 'POST', url: '/replays', body: { from: 'a', to: 'b' } },
  },
  {
    name: 'alertTest',
    call: () => client.alertTest('t-1'),
    sent: { method: 'GET', url: '/alerts/tests/t-1', body: undefined },
  },
  { name: 'rights', call: () => client.rights(), sent: { method: 'GET', url: '/me', body: undefined } },
  { name: 'sources', call: () => client.sources(), sent: { method: 'GET', url: '/sources', body: undefined } },
])('$name', async ({ call, sent }) => {
  await expect(call()).resolves.toEqual({ items: [] });
  expect(seen).toEqual({ ...sent, url: `/api/autocura/v1${sent.url}` });
});

test.each([
  {
    name: 'keeps name, message and status of the server',
    status: 409,
    body: '{"error":{"name":"WrongPhaseError","message":"Incident 42 is acting, not proposed"}}',
    error: { status: 409, name: 'WrongPhaseError', message: 'Incident 42 is acting, not proposed' },
  },
  {
    name: 'names the request when something between us answered in HTML',
    status: 502,
    body: '<html>Bad gateway</html>',
    error: { status: 502, name: 'HttpError', message: 'GET /incidents/42: 502' },
  },
  {
    name: 'does not take null for an error body',
    status: 500,
    body: 'null',
    error: { status: 500, name: 'HttpError', message: 'GET /incidents/42: 500' },
  },
  {
    name: 'does not pass off something else as an answer',
    status: 200,
    body: '<html>Please sign in</html>',
    error: { status: 200, name: 'NotJson', message: 'GET /incidents/42: not JSON' },
  },
])('an error $name', async ({ status, body, error }) => {
  answer = { status, body };
  const failure = await client.incident('42').catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(AutocuraError);
  expect(failure).toMatchObject(error);
});

test('no answer at all is an error of status 0 that keeps its cause', async () => {
  const cause = new TypeError('fetch failed');
  const alone = new AutocuraClient(() => Promise.reject(cause));
  await expect(alone.services()).rejects.toMatchObject({ status: 0, name: 'Unreachable', cause });
});
