import { streams, type NewServiceToken, type ServiceToken } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { backToNow, later } from '../testSupport/later';
import { asking, fill } from '../testSupport/requests';
import { startApi, type TestApi } from '../testSupport/testApi';

const service = (name: string, tenant: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: { name, annotations: { 'autocura.io/tenant': tenant } },
});

let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    settings: { identity: { serviceTokens: true } },
    entities: [service('fine', 'shop'), service('service-1', 'bank')],
  });
  await fill(api.store);
});
afterAll(() => api.stop());
afterEach(backToNow);

const boss = mockCredentials.user.header('user:default/boss');
const as = ({ secret }: NewServiceToken) => `Bearer ${secret}`;
const ask = (id: OperationId, as: string, other: object = {}) => api.ask(asking(id, { ...other, as }));
const make = async (body: object, by = boss) =>
  (await ask('makeToken', by, { body: { name: 'ci', ...body } }).expect(200)).body as NewServiceToken;
const minutes = 60_000;
const days = 24 * 60 * minutes;
const lastReason = async () => {
  const event = await api.store.lastEvent(streams.identity);
  return event?.type === 'identity.refused' ? event.data.reason : undefined;
};
async function refusedFor(reason: RegExp) {
  while (!reason.test((await lastReason()) ?? '')) await new Promise(done => setImmediate(done));
}

test('a token does what it was made for and nothing else, in a name of its own', async () => {
  const made = await make({ permissions: ['autocura.change.send'] });
  await ask('recordChange', as(made)).expect(202);
  expect((await api.store.events(streams.change('deploy/7'))).at(-1)).toMatchObject({
    actor: `token:${made.token.id}`,
  });
  for (const id of ['listIncidents', 'approve', 'receiveAlertmanager', 'makeToken', 'pullBrake'] as const)
    await ask(id, as(made)).expect(403);
});

test('S9 the secret is told once and kept nowhere', async () => {
  const made = await make({ permissions: ['autocura.incident.read'] });
  const listed = await ask('listTokens', boss).expect(200);
  expect((listed.body as { items: ServiceToken[] }).items).toContainEqual(made.token);
  const secret = made.secret.split('_').slice(2).join('_');
  const tables: { name: string }[] = await api.knex('sqlite_master').where({ type: 'table' }).select('name');
  for (const { name } of tables) expect(JSON.stringify(await api.knex(name).select())).not.toContain(secret);
  expect(JSON.stringify(listed.body)).not.toContain(secret);
});

test('S12 a token that was revoked counts no longer, from the next request on', async () => {
  const made = await make({ permissions: ['autocura.incident.read'] });
  await ask('listIncidents', as(made)).expect(200);
  const { body } = await ask('revokeToken', boss, { params: { id: made.token.id } }).expect(200);
  expect(body).toMatchObject({ revokedAt: expect.any(String) });
  await ask('listIncidents', as(made)).expect(401, /it was revoked/);
  await refusedFor(/it was revoked/);
  expect((await ask('revokeToken', boss, { params: { id: made.token.id } }).expect(200)).body).toEqual(body);
  await ask('rotateToken', boss, { params: { id: made.token.id } }).expect(409);
});

test('S12 a token that was given another secret takes both for so many minutes, and then the new one alone', async () => {
  const before = await make({ permissions: ['autocura.incident.read'] });
  const { body } = await ask('rotateToken', boss, { params: { id: before.token.id }, body: { minutes: 5 } }).expect(
    200,
  );
  const after = body as NewServiceToken;
  await ask('listIncidents', as(before)).expect(200);
  later(6 * minutes);
  await ask('listIncidents', as(before)).expect(401, /it was given another secret/);
  await ask('listIncidents', as(after)).expect(200);
});

test('S12 a token that was made for some days counts no longer after them, and as long again after another secret', async () => {
  const made = await make({ permissions: ['autocura.incident.read'], days: 30 });
  later(29 * days);
  const { body } = await ask('rotateToken', boss, { params: { id: made.token.id }, body: { minutes: 0 } }).expect(200);
  later(10 * days);
  await ask('listIncidents', as(body as NewServiceToken)).expect(200);
  later(21 * days);
  await ask('listIncidents', as(body as NewServiceToken)).expect(401, /it has expired/);
});

test.each([
  [
    'another secret',
    (secret: string) => `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
    /its secret is another/,
  ],
  ['an id that nobody has', (secret: string) => secret.replace(/_[0-9a-f]{12}_/, '_000000000000_'), /it is not known/],
  ['no secret', (secret: string) => secret.slice(0, 17), /it is not known/],
  ['more than a secret', (secret: string) => `${secret}A`, /it is not known/],
])('S12 %s is 401, and the refusal is recorded with its reason', async (_, wrong, reason) => {
  const { secret } = await make({ permissions: ['autocura.incident.read'] });
  await ask('listIncidents', `Bearer ${wrong(secret)}`).expect(401, reason);
  await refusedFor(reason);
});

test('S10 nobody gives what they have not', async () => {
  const manager = await make({ permissions: ['autocura.token.manage', 'autocura.incident.read'] });
  const body = (permission: string) => ({ body: { name: 'more', permissions: [permission] } });
  await ask('makeToken', as(manager), body('autocura.action.approve')).expect(403, /Nobody gives what they have not/);
  await ask('makeToken', as(manager), body('autocura.incident.read')).expect(200);
  // What machines are for is given by whoever manages their tokens.
  await ask('makeToken', as(manager), body('autocura.alert.send')).expect(200);
  await ask('makeToken', as(manager), body('autocura.nothing')).expect(400);
});

test('S10 who is bound to a tenant manages its tokens alone', async () => {
  const permissions = ['autocura.token.manage', 'autocura.incident.read'];
  const other = await make({ permissions, tenant: 'bank' });
  const bound = await make({ permissions, tenant: 'shop' });
  const made = await make({ permissions: ['autocura.incident.read'] }, as(bound));
  expect(made.token).toMatchObject({ tenant: 'shop', madeBy: `token:${bound.token.id}` });
  const { body } = await ask('listTokens', as(bound)).expect(200);
  expect(new Set((body as { items: ServiceToken[] }).items.map(({ tenant }) => tenant))).toEqual(new Set(['shop']));
  for (const id of ['rotateToken', 'revokeToken'] as const)
    await ask(id, as(bound), { params: { id: other.token.id } }).expect(404);
  await ask('makeToken', as(bound), { body: { name: 'x', permissions, tenant: 'bank' } }).expect(403);
});

test('a token that was made here opens nothing where that is not set', async () => {
  const closed = await startApi();
  const { secret } = await make({ permissions: ['autocura.incident.read'] });
  await closed.ask(asking('listIncidents', { as: `Bearer ${secret}` })).expect(401);
  await closed.stop();
});
