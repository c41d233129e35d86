import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import type { Contract } from './testSupport/contract';
import { readContract } from './testSupport/contract';
import { asking, fill, requests } from './testSupport/requests';
import type { Ask, TestApi } from './testSupport/testApi';
import { startApi } from './testSupport/testApi';

let api: TestApi;
let contract: Contract;
beforeAll(async () => {
  api = await startApi();
  contract = await readContract(api);
  await fill(api.store);
});
afterAll(() => api.stop());

async function refused(ask: Ask, status: number, name: string, message: string | RegExp) {
  const answer = await api.ask(ask);
  expect({ status: answer.status, body: answer.body }).toMatchObject({
    status,
    body: { error: { name, message: typeof message === 'string' ? message : expect.stringMatching(message) } },
  });
  expect(contract.error(answer.body)).toEqual([]);
}

const tooLong = 'x'.repeat(501);

describe('400 names the field and asks the database nothing', () => {
  test.each<[OperationId, 'params' | 'query' | 'body', string, unknown]>([
    ['listIncidents', 'query', 'phase', 'healing'],
    ['listIncidents', 'query', 'phase', ['open', 'planned']],
    ['listIncidents', 'query', 'open', 'perhaps'],
    ['listIncidents', 'query', 'order', 'worst'],
    ['listIncidents', 'query', 'limit', '0'],
    ['listIncidents', 'query', 'limit', '201'],
    ['listIncidents', 'query', 'limit', '2.5'],
    ['listIncidents', 'query', 'limit', 'all'],
    ['listIncidents', 'query', 'service', ''],
    ['listIncidents', 'query', 'service', 'a\u0000b'],
    ['listIncidents', 'query', 'cursor', tooLong],
    ['history', 'query', 'limit', '-1'],
    ['listChanges', 'query', 'service', tooLong],
    ['readIncident', 'params', 'id', 'a\u0000b'],
    ['readIncident', 'params', 'id', tooLong],
    ['readService', 'params', 'name', 'a\nb'],
    ['approve', 'params', 'id', tooLong],
    ['undo', 'body', 'key', ''],
    ['feedback', 'body', 'note', 'x'.repeat(2001)],
    ['replay', 'body', 'to', '2000-01-01T00:00:00Z'],
    ['replay', 'body', 'to', '2999-01-01T00:00:00Z'],
    ['recordChange', 'body', 'at', 'yesterday'],
    ['recordChange', 'body', 'at', '2026-02-30T00:00:00Z'],
    ['recordChange', 'body', 'service', 'a\u0000b'],
  ])('%s: %s.%s is %j', async (id, part, field, value) => {
    const ask = asking(id, { [part]: { ...requests[id][part], [field]: value } });
    const asked = await api.statementsDuring(() =>
      refused(ask, 400, 'InputError', new RegExp(`^${part}\\.${field}: .`)),
    );
    expect(asked).toEqual([]);
  });

  test('a nested one too', () =>
    refused(
      asking('run', { body: { step: { action: 'restart', target: '', params: {} } } }),
      400,
      'InputError',
      /^body\.step\.target: /,
    ));
});

/** Every leaf of the body left out, or of another type: what the document refuses, the server refuses, by name. */
const spoilt = (Object.keys(requests) as OperationId[])
  .filter(id => 'body' in operations[id] && !id.startsWith('receive'))
  .flatMap(id => {
    const { body = {} } = requests[id];
    return Object.keys(body).flatMap(field => {
      const { [field]: _, ...without } = body;
      return [
        { id, field, body: without, how: 'left out' },
        ...[null, 7, {}, [], 'x'].map(value => ({
          id,
          field,
          body: { ...body, [field]: value },
          how: JSON.stringify(value),
        })),
      ];
    });
  });

test.each(spoilt)('$id with $field $how: the document and the server agree', async ({ id, field, body }) => {
  const objections = contract.request(id, body);
  const { status, body: answer } = await api.ask(asking(id, { body }));
  if (objections.length === 0)
    expect((answer as { error?: { message: string } }).error?.message ?? '').not.toMatch(/^body\.\w+: Invalid/);
  else
    expect({ status, answer }).toMatchObject({
      status: 400,
      answer: { error: { name: 'InputError', message: expect.stringMatching(new RegExp(`^body\\.${field}`)) } },
    });
});

test('every kind of spoilt body was tried', () => {
  const verdicts = spoilt.map(({ id, body }) => contract.request(id, body).length > 0);
  expect(verdicts.filter(Boolean).length).toBeGreaterThan(40);
  expect(verdicts.filter(refusedByDocument => !refusedByDocument).length).toBeGreaterThan(5);
});

describe('what is not there is 404', () => {
  test.each((Object.keys(operations) as OperationId[]).filter(id => operations[id].path.includes('/incidents/:id')))(
    '%s',
    id => refused(asking(id, { params: { id: 'nobody' } }), 404, 'NotFoundError', 'No incident nobody'),
  );
  test.each<[string, Ask, string]>([
    ['a service', asking('readService', { params: { name: 'a/b c' } }), 'Nothing is known of service a/b c'],
    ['a route', { method: 'get', path: '/v1/nothing' }, 'No route GET /api/autocura/v1/nothing'],
    ['a method', { method: 'get', path: '/v1/alerts/grafana' }, 'No route GET /api/autocura/v1/alerts/grafana'],
  ])('%s', (_, ask, message) => refused(ask, 404, 'NotFoundError', message));
});

test('409 says why', () =>
  refused(
    asking('approve', { params: { id: 'incident.acting' } }),
    409,
    'ConflictError',
    'Incident incident.acting is acting, not proposed',
  ));

test.each(['nonsense', Buffer.from('["oldest","2026","i1"]').toString('base64url')])(
  'a cursor of another list is refused: %s',
  cursor => refused(asking('listIncidents', { query: { cursor } }), 400, 'InputError', /^cursor: /),
);

test.each([
  ['not JSON', '{"digest"', 400],
  ['neither object nor list', '"digest-11"', 400],
  ['larger than 256 KiB', JSON.stringify({ digest: 'x'.repeat(262_144) }), 413],
])('a body that is %s', async (_, text, status) => {
  const asked = await api.statementsDuring(async () => {
    const answer = await api
      .ask(asking('approve', { body: undefined as never }))
      .type('json')
      .send(text);
    expect(answer.status).toBe(status);
    expect(contract.error(answer.body)).toEqual([]);
  });
  expect(asked).toEqual([]);
});

const exploding = Buffer.from(`{"digest":"digest-11"${' '.repeat(4 * 2 ** 20)}}`);
const posts = (Object.keys(operations) as OperationId[]).filter(
  id => operations[id].method === 'post' && !id.startsWith('receive'),
);
test.each([
  ['gzip', gzipSync(exploding)],
  ['deflate', deflateSync(exploding)],
  ['br', brotliCompressSync(exploding, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
])('S2 what explodes by %s is taken by no route', async (encoding, body) => {
  expect(body.length).toBeLessThan(20_000);
  expect(posts.length).toBeGreaterThan(15);
  for (const id of posts) {
    const { status } = await fetch(`${api.url}${asking(id).path}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': encoding }, body },
    });
    // An encoding that is not known is refused as such.
    expect({ id, refused: status === 413 || (encoding === 'br' && status === 415) }).toEqual({ id, refused: true });
  }
});

test('a body that says to be something else is as good as none', () =>
  api
    .ask(asking('approve', { body: undefined as never }))
    .type('text')
    .send('{"digest":"digest-11"}')
    .expect(400, /body\.digest/));
