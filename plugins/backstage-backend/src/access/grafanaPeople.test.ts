import { streams } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import type { Entity } from '@backstage/catalog-model';
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentitySigner } from '../../../grafana-app/fakeGrafana/server/identity';
import { backToNow, later } from '../testSupport/later';
import { asking, fill } from '../testSupport/requests';
import type { TestApi } from '../testSupport/testApi';
import { startApi } from '../testSupport/testApi';

const externalAccess = ['viewer', 'responder', 'approver'].map(route => ({
  type: 'static',
  options: { token: `token-of-the-${route}`, subject: `grafana-${route}` },
  accessRestrictions: [{ plugin: 'autocura' }],
}));
const others = [{ type: 'static', options: { token: 'token-of-the-operator', subject: 'operator' } }];
const config = { backend: { auth: { externalAccess: [...externalAccess, ...others] } } };
const features = [authServiceFactory, httpAuthServiceFactory];

const issuer = 'https://grafana.example.com/';
const person = (id: number, email: string, emailVerified = true) => ({
  ...{ id, login: email, name: email, email, emailVerified, orgRole: 'Editor' as const },
});
const [ana, bob, cid, eve] = [
  person(1, 'ana@example.com'),
  person(2, 'Bob@example.com'),
  person(3, 'cid@x'),
  person(9, 'e@x'),
];
const inCatalog = (name: string, email: string, role?: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User', spec: { profile: { email }, memberOf: [] } },
  metadata: { name, ...(role && { annotations: { 'autocura.io/role': role } }) },
});
const entities = [inCatalog('ana', 'ana@example.com', 'approver'), inCatalog('cid', 'cid@x')];

let signer: IdentitySigner;
let published: () => object;
let grafana: Server;
let api: TestApi;

beforeAll(async () => {
  signer = new IdentitySigner(issuer);
  published = () => signer.jwks();
  grafana = createServer((_, response) => void response.end(JSON.stringify(published())));
  await new Promise<void>(done => grafana.listen(0, '127.0.0.1', done));
  const roles = join(mkdtempSync(join(tmpdir(), 'roles-')), 'roles.yaml');
  writeFileSync(roles, 'approver: [bob@example.com]\nresponder: ["user:3"]\n');
  const identity = { issuer, roles, keys: `http://127.0.0.1:${(grafana.address() as AddressInfo).port}/keys` };
  api = await startApi({ settings: { grafana: { identity } }, config, features, entities });
  await fill(api.store);
});
afterAll(async () => {
  await api.stop();
  await new Promise(done => grafana.close(done));
});

const through = (route: string, id: OperationId, token?: string) => {
  const asked = api.ask(asking(id, { as: `Bearer token-of-the-${route}` }));
  return token === undefined ? asked : asked.set('x-grafana-id', token);
};
const lastRefusal = async () => {
  const event = await api.store.lastEvent(streams.identity);
  return event?.type === 'identity.refused' ? event : undefined;
};

test.each([
  { name: 'the catalog knows her and her role', user: ana, actor: 'user:default/ana', role: 'approver' },
  { name: 'a file gives him a role by his e-mail', user: bob, actor: 'grafana:user:2', role: 'approver' },
  { name: 'a file gives him a role by his number', user: cid, actor: 'user:default/cid', role: 'responder' },
  { name: 'nobody has heard of her', user: eve, actor: 'grafana:user:9', role: 'viewer' },
])('$name', async ({ user, actor, role }) => {
  const { body } = await through('viewer', 'readRights', signer.token(user)).expect(200);
  expect(body).toMatchObject({ actor });
  const may = (name: string) => (body as { permissions: string[] }).permissions.includes(name);
  expect([may('autocura.brake.pull'), may('autocura.action.approve')]).toEqual([
    role !== 'viewer',
    role === 'approver',
  ]);
});

test('an e-mail that Grafana has not verified gives nobody a role, and no name of the catalog', async () => {
  const { body } = await through('viewer', 'readRights', signer.token({ ...ana, id: 8, emailVerified: false })).expect(
    200,
  );
  expect(body).toEqual({ actor: 'grafana:user:8', permissions: ['autocura.incident.read', 'autocura.replay.run'] });
});

test('who approves is the person that Grafana signed, whatever X-Grafana-User says', async () => {
  await through('approver', 'approve', signer.token(ana)).set('x-grafana-user', 'eve').expect(200);
  const events = await api.store.events(streams.incident('approves'));
  expect(events.at(-1)).toMatchObject({ type: 'incident.approved', actor: 'user:default/ana' });
});

describe('the route of the proxy bounds what is asked through it, whoever asks', () => {
  const ids = (Object.keys(operations) as OperationId[]).filter(
    id => !id.startsWith('receive') && id !== 'recordChange',
  );
  const asks = (permission: string, id: OperationId) => operations[id].permission === permission;
  const approving = ids.filter(id => asks('autocura.action.approve', id) || asks('autocura.brake.release', id));

  test.each(approving)('%s not through that of viewers or responders', async id => {
    await through('viewer', id, signer.token(ana)).expect(403, /viewer/);
    await through('responder', id, signer.token(ana)).expect(403, /responder/);
  });
  test.each(approving)('%s not through that of approvers by a viewer', id =>
    through('approver', id, signer.token(eve)).expect(403, /not granted to a viewer/),
  );
  test.each(['receiveAlertmanager', 'receiveGrafana', 'recordChange'] as const)('%s through none', id =>
    through('approver', id, signer.token(ana)).expect(403),
  );
});

test('where it is for owners only, nobody else’s services are seen or decided about from Grafana', async () => {
  const keys = `http://127.0.0.1:${(grafana.address() as AddressInfo).port}/keys`;
  const ownersOnly = ['autocura.incident.read', 'autocura.action.approve'];
  const service = (name: string, owner: string): Entity => ({
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name } },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  });
  const bia = inCatalog('bia', 'bia@x', 'approver');
  const closed = await startApi({
    settings: { grafana: { identity: { issuer, keys, ownersOnly } } },
    ...{ config, features },
    entities: [
      { ...inCatalog('ana', ana.email, 'approver'), relations: [{ type: 'memberOf', targetRef: 'group:default/one' }] },
      bia,
      ...['service-0', 'service-1', 'service-2', 'service-3', 'service-4'].map(name =>
        service(name, 'group:default/one'),
      ),
    ],
  });
  await fill(closed.store);
  const ask = (id: OperationId, token: string) =>
    closed.ask(asking(id, { as: 'Bearer token-of-the-approver' })).set('x-grafana-id', token);
  const stranger = signer.token(person(5, 'bia@x'));
  await ask('approve', stranger).expect(404);
  await ask('readIncident', stranger).expect(404);
  expect((await ask('listIncidents', stranger).expect(200)).body).toEqual({ items: [] });
  await ask('approve', signer.token(ana)).expect(200);
  await closed.stop();
});

/** Nobody who is refused waits for the record. */
async function refusalAfter(seq: number) {
  for (;;) {
    const event = await lastRefusal();
    if (event && event.seq > seq) return event;
    await new Promise(done => setImmediate(done));
  }
}

const noSignature = (token: string) => `${token.split('.').slice(0, 2).join('.')}.`;
const unsigned = (token: string) =>
  [{ alg: 'none', typ: 'jwt' }, JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as object]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
    .concat('.');
const forged = (token: string) => {
  const [header, , signature] = token.split('.');
  const [, claims] = signer.token(eve).split('.');
  return [header, claims, signature].join('.');
};
const past = Math.floor(Date.now() / 1000) - 60;

test.each<[string, () => string | undefined, RegExp]>([
  ['no token', () => undefined, /X-Grafana-Id is missing/],
  ['an empty one', () => '', /X-Grafana-Id is missing/],
  ['nonsense', () => 'nonsense', /it is no token/],
  ['a forged one', () => forged(signer.token(ana)), /its signature is forged/],
  ['one whose signature was taken off', () => noSignature(signer.token(ana)), /its signature is forged/],
  ['an unsigned one', () => unsigned(signer.token(ana)), /not signed by ES256/],
  ['an expired one', () => signer.token(ana, { exp: past }), /it has expired/],
  ['one without an end', () => signer.token(ana, { exp: undefined }), /its claim exp/],
  ['one for another organisation', () => signer.token(ana, { aud: ['org:2'] }), /its claim aud/],
  ['one of another Grafana', () => signer.token(ana, { iss: 'https://evil.example.com/' }), /its claim iss/],
  ['one of a service account', () => signer.token(ana, { type: 'service-account' }), /a service-account is asking/],
  ['one signed by a key of somebody else', () => new IdentitySigner(issuer).token(ana), /no key at .* has signed it/],
])('S12 %s is 401, and the refusal is recorded with its reason', async (_, token, reason) => {
  const before = (await lastRefusal())?.seq ?? 0;
  const asked = through('approver', 'approve', token())
    .set('x-grafana-user', 'ana')
    .set('x-grafana-context', '{"login":"ana"}');
  await asked.expect(401, reason);
  expect(await refusalAfter(before)).toMatchObject({
    ...{ seq: before + 1, actor: 'external:grafana-approver' },
    data: { reason: expect.stringMatching(reason), through: 'grafana-approver' },
  });
});

test('X-Grafana-Id of a service that is not Grafana’s makes nobody of it', async () => {
  const asked = api
    .ask(asking('readRights', { as: 'Bearer token-of-the-operator' }))
    .set('x-grafana-id', signer.token(ana));
  const { body } = await asked.expect(200);
  expect(body).toMatchObject({ actor: 'external:operator' });
});

test('a key that Grafana takes later counts, once it is published', async () => {
  const fresh = await startApi({
    settings: {
      grafana: { identity: { issuer, keys: `http://127.0.0.1:${(grafana.address() as AddressInfo).port}/` } },
    },
    ...{ config, features },
  });
  const ask = (token: string) =>
    fresh.ask(asking('readRights', { as: 'Bearer token-of-the-viewer' })).set('x-grafana-id', token);
  published = () => ({ keys: [] });
  await ask(signer.token(ana)).expect(401, /no key at .* has signed it/);
  published = () => signer.jwks();
  signer.rotate();
  later(11_000);
  await ask(signer.token(ana)).expect(200);
  backToNow();
  await fresh.stop();
});

test.each([
  ['without a setting', {}, /autocura.grafana.identity is not set/],
  ['where keys cannot be had', { grafana: { identity: { issuer, keys: 'http://127.0.0.1:9/keys' } } }, /cannot be had/],
])('closed %s, and it says so', async (_, settings, reason) => {
  const closed = await startApi({ settings, config, features });
  const asked = closed.ask(asking('listIncidents', { as: 'Bearer token-of-the-approver' }));
  await asked.set('x-grafana-id', signer.token(ana)).expect(401, reason);
  await closed.stop();
});
