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
import { asking, fill, ofFill } from '../testSupport/requests';
import { startApi, type TestApi } from '../testSupport/testApi';

const features = [authServiceFactory, httpAuthServiceFactory];
const options = { token: 'token-of-the-approver', subject: 'grafana-approver' };
const config = { backend: { auth: { externalAccess: [{ type: 'static', options }] } } };

const ofTenant = (name: string) => ({ annotations: { 'autocura.io/tenant': name } });
const component = (name: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: { name, ...ofTenant(name === 'fine' ? 'elsewhere' : 'shop') },
});
const ana: Entity = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User', spec: { profile: { email: 'ana@x' }, memberOf: [] } },
  metadata: { name: 'ana', ...ofTenant('elsewhere') },
};
const services = ['service-0', 'service-1', 'service-2', 'service-3', 'service-4', 'not-heard-of', 'cart', 'fine'];

const issuer = 'https://grafana.example.com/';
const signer = new IdentitySigner(issuer);
const person = (id: number, email: string) =>
  signer.token({ id, login: email, name: email, email, emailVerified: true, orgRole: 'Editor' });
const file = join(mkdtempSync(join(tmpdir(), 'roles-')), 'roles.yaml');
writeFileSync(
  file,
  `approver: [ana@x, bob@x, cid@x, eve@x, two@x]
tenants:
  elsewhere: [bob@x, two@x]
  shop: ['user:3', two@x]
`,
);

/** Without a key nobody can begin a second factor. */
const secrets = { keys: [{ name: 'a', key: Buffer.alloc(32, 7).toString('base64') }] };

let grafana: Server;
let start: (identity?: object) => Promise<TestApi>;
let api: TestApi;
beforeAll(async () => {
  grafana = createServer((_, response) => void response.end(JSON.stringify(signer.jwks())));
  await new Promise<void>(done => grafana.listen(0, '127.0.0.1', done));
  const keys = `http://127.0.0.1:${(grafana.address() as AddressInfo).port}/keys`;
  start = identity =>
    startApi({
      settings: { grafana: { identity: { issuer, keys, roles: file, ...identity } }, secrets },
      ...{ config, features, entities: [...services.map(component), ana] },
    });
  api = await start({ tenantRequired: true });
  await fill(api.store);
});
afterAll(async () => {
  await api.stop();
  await new Promise(done => grafana.close(done));
});

const ask = (id: OperationId, token: string, of = api) =>
  of.ask(asking(id, { as: `Bearer ${options.token}` })).set('x-grafana-id', token);
const seenBy = async (token: string, of = api) => {
  const { body } = await ask('listServices', token, of).expect(200);
  return (body as { items: { service: string }[] }).items.map(({ service }) => service);
};

test.each([
  { says: 'the catalog', token: person(1, 'ana@x'), sees: ['fine'] },
  { says: 'the file, by e-mail', token: person(2, 'bob@x'), sees: ['fine'] },
  { says: 'the file, by number', token: person(3, 'cid@x'), sees: expect.not.arrayContaining(['fine']) as string[] },
])('S10 who is of a tenant by $says sees its services alone', async ({ token, sees }) => {
  expect(await seenBy(token)).toEqual(sees);
});

describe('S10 of another tenant through Grafana', () => {
  const ids = Object.keys(operations) as OperationId[];
  test.each(ids)('%s', async id => {
    const before = await incidents();
    const { status, body } = await ask(id, person(2, 'bob@x'));
    expect([200, 202, 400, 403, 404, 409]).toContain(status);
    if (status < 300) expect(JSON.stringify(body)).not.toMatch(ofFill);
    expect(await incidents()).toBe(before);
  });
});

test('S10 who is of no tenant is refused where everybody has to be of one, and so is who is of two', async () => {
  await ask('listServices', person(4, 'eve@x')).expect(401, /of which tenant you are/);
  await ask('listServices', person(5, 'two@x')).expect(401, /more than one tenant/);
  const refusals = await api.store.events(streams.identity);
  expect(refusals.map(({ data }) => data)).toEqual(
    expect.arrayContaining([expect.objectContaining({ reason: expect.stringMatching(/more than one tenant/) })]),
  );
});

test('S10 an organisation is of a tenant but for those of whom something else is said', async () => {
  const whole = await start({ tenant: 'elsewhere' });
  await fill(whole.store);
  expect(await seenBy(person(4, 'eve@x'), whole)).toEqual(['fine']);
  expect(await seenBy(person(3, 'cid@x'), whole)).not.toContain('fine');
  await whole.stop();
});

const incidents = async () =>
  (await api.store.lists.eventsBelow(['incident', 'change', 'brake', 'silence'], { limit: 2000 })).items.length;
