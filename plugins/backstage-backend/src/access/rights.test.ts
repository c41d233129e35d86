import type { CatalogMapping, ServiceCard, ServiceHealth } from '@autocura/common';
import { streams } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult, type Permission } from '@backstage/plugin-permission-common';
import { fakePolicy } from '../testSupport/fakePolicy';
import { asking, fill } from '../testSupport/requests';
import type { TestApi } from '../testSupport/testApi';
import { startApi } from '../testSupport/testApi';
import { serviceRights } from './permissions';
import { autocuraConditions, createAutocuraConditionalDecision } from './serviceResource';

const runners = { supervisor: { url: 'http://127.0.0.1:9', token: 'a-token-of-this-test' } };
const ids = Object.keys(operations) as OperationId[];

/** All that `fill` makes up is about services that team one owns; team two owns `fine`. */
const entity = (name: string, owner: string, more: Partial<Entity['metadata']> = {}): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name, ...more } },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});
const ofOne = ['service-0', 'service-1', 'service-2', 'service-3', 'service-4', 'not-heard-of'];
const entities = [...ofOne.map(name => entity(name, 'one')), entity('fine', 'two', { tags: ['open'] })];

const teams: Record<string, string[]> = { owner: ['group:default/one'], stranger: ['group:default/two'] };
const nameOf = (user: string) => user.slice(user.indexOf('/') + 1);

/** The owner and the stranger may everything about what their team owns; the reader may see everything. */
const policy = fakePolicy((permission, user) => {
  const who = nameOf(user);
  if (who === 'reader') {
    const { name } = permission;
    return { result: name === 'autocura.incident.read' ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
  if (!isAboutServices(permission)) return { result: AuthorizeResult.ALLOW };
  return createAutocuraConditionalDecision(permission, autocuraConditions.isOwner({ claims: teams[who] ?? [] }));
});
type ServicePermission = Parameters<typeof createAutocuraConditionalDecision>[0];
const isAboutServices = (permission: Permission): permission is ServicePermission =>
  (serviceRights as readonly string[]).includes(permission.name);

const [seen, hidden, refused] = [200, 404, 403];

/** What each route answers to whom: who owns no service of theirs, who may only read, who owns them. */
const matrix: Record<OperationId, { stranger: number; reader: number; owner: number }> = {
  receiveAlertmanager: { stranger: 202, reader: refused, owner: 202 },
  receiveGrafana: { stranger: 202, reader: refused, owner: 202 },
  readAlertTest: { stranger: seen, reader: seen, owner: seen },
  recordChange: { stranger: 202, reader: refused, owner: 202 },
  listChanges: { stranger: seen, reader: seen, owner: seen },
  listIncidents: { stranger: seen, reader: seen, owner: seen },
  readIncident: { stranger: hidden, reader: seen, owner: seen },
  explainIncident: { stranger: hidden, reader: seen, owner: seen },
  approve: { stranger: hidden, reader: refused, owner: seen },
  reject: { stranger: hidden, reader: refused, owner: seen },
  run: { stranger: hidden, reader: refused, owner: seen },
  splitIncident: { stranger: hidden, reader: refused, owner: seen },
  undo: { stranger: hidden, reader: refused, owner: seen },
  feedback: { stranger: hidden, reader: refused, owner: seen },
  tellAct: { stranger: hidden, reader: refused, owner: seen },
  mark: { stranger: hidden, reader: refused, owner: seen },
  shadow: { stranger: seen, reader: seen, owner: seen },
  listServices: { stranger: seen, reader: seen, owner: seen },
  readService: { stranger: hidden, reader: seen, owner: seen },
  readAutonomy: { stranger: hidden, reader: seen, owner: seen },
  readPolicy: { stranger: seen, reader: seen, owner: seen },
  readCard: { stranger: hidden, reader: seen, owner: seen },
  readCatalog: { stranger: seen, reader: seen, owner: seen },
  readTopology: { stranger: seen, reader: seen, owner: seen },
  listPredictions: { stranger: seen, reader: seen, owner: seen },
  listProblems: { stranger: seen, reader: seen, owner: seen },
  acknowledgeProblem: { stranger: hidden, reader: refused, owner: seen },
  history: { stranger: seen, reader: seen, owner: seen },
  listNotices: { stranger: seen, reader: seen, owner: seen },
  acknowledgeNotice: { stranger: hidden, reader: refused, owner: seen },
  listOnCall: { stranger: seen, reader: seen, owner: seen },
  listSlos: { stranger: seen, reader: seen, owner: seen },
  listSilences: { stranger: seen, reader: seen, owner: seen },
  makeSilence: { stranger: refused, reader: refused, owner: seen },
  // The one that there is asks for quiet about more than one service.
  endSilence: { stranger: hidden, reader: refused, owner: hidden },
  readBrake: { stranger: seen, reader: seen, owner: seen },
  pullBrake: { stranger: seen, reader: refused, owner: seen },
  releaseBrake: { stranger: seen, reader: refused, owner: seen },
  listSources: { stranger: seen, reader: seen, owner: seen },
  listDependencies: { stranger: seen, reader: seen, owner: seen },
  readRights: { stranger: seen, reader: seen, owner: seen },
  listTokens: { stranger: seen, reader: refused, owner: seen },
  makeToken: { stranger: refused, reader: refused, owner: refused },
  // The stranger has revoked it by then.
  rotateToken: { stranger: seen, reader: refused, owner: 409 },
  revokeToken: { stranger: seen, reader: refused, owner: seen },
  listThresholds: { stranger: seen, reader: seen, owner: seen },
  listFirings: { stranger: seen, reader: seen, owner: seen },
  readBands: { stranger: seen, reader: seen, owner: seen },
  listLevels: { stranger: hidden, reader: seen, owner: seen },
  listForecasts: { stranger: hidden, reader: seen, owner: seen },
  listSizings: { stranger: seen, reader: seen, owner: seen },
  acceptSizing: { stranger: hidden, reader: refused, owner: seen },
  refuseSizing: { stranger: hidden, reader: refused, owner: seen },
  previewThresholds: { stranger: refused, reader: refused, owner: refused },
  listAudit: { stranger: seen, reader: refused, owner: seen },
  readSecondFactor: { stranger: seen, reader: seen, owner: seen },
  // There is no key to seal one with.
  beginSecondFactor: { stranger: 503, reader: 503, owner: 503 },
  confirmSecondFactor: { stranger: 409, reader: 409, owner: 409 },
  resetSecondFactor: { stranger: seen, reader: refused, owner: seen },
  replay: { stranger: refused, reader: refused, owner: refused },
};

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ settings: { runners }, features: [policy], entities });
  await fill(api.store);
});
afterAll(() => api.stop());

const as = (who: string) => mockCredentials.user.header(`user:default/${who}`);
const askAs = (who: string, id: OperationId, other: Parameters<typeof asking>[1] = {}) =>
  api.ask(asking(id, { as: as(who), ...other }));

test('no route is without a row', () => {
  expect(Object.keys(matrix).sort()).toEqual([...ids].sort());
});

/** What `fill` wrote about the services of team one. */
const secret = /service-[0-4]|not-heard-of|bad-release|digest-|deploy\/6|approves|rejects|undoes/;

test.each(ids)('a stranger: %s', async id => {
  const before = await written();
  const { status, body } = await askAs('stranger', id);
  expect({ status, body }).toMatchObject({ status: matrix[id].stranger });
  if (status === seen) expect(JSON.stringify(body)).not.toMatch(secret);
  else if (status !== 202) expect(await written()).toBe(before);
});

test('a stranger sees what is theirs', async () => {
  const { body } = await askAs('stranger', 'listServices');
  expect((body as { items: ServiceHealth[] }).items).toMatchObject([{ service: 'fine', openIncidents: [] }]);
  const catalog = await askAs('stranger', 'readCatalog');
  expect((catalog.body as CatalogMapping).items.map(({ service }) => service)).toEqual(['fine']);
});

test.each(ids)('a reader: %s', async id => {
  const { status, body } = await askAs('reader', id);
  expect({ status, body }).toMatchObject({ status: matrix[id].reader });
});

test('a reader is told on the card that approving is for others', async () => {
  const { body } = await askAs('reader', 'readCard', { params: { name: 'service-1' } });
  expect((body as ServiceCard).incidents.flatMap(({ proposal }) => proposal ?? [])).toEqual(
    expect.arrayContaining([expect.objectContaining({ mayApprove: false, because: 'not granted' })]),
  );
});

test.each(ids)('an owner: %s', async id => {
  const { status, body } = await askAs('owner', id);
  expect({ status, body }).toMatchObject({ status: matrix[id].owner });
});

test('what a stranger kept of an owner’s answer is not confirmed to them', async () => {
  const { headers } = await askAs('owner', 'listIncidents', { query: {} });
  const answer = await askAs('stranger', 'listIncidents', { query: {} }).set('if-none-match', headers.etag as string);
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ items: [] });
});

test('an owner cannot have a step done at a service of others', async () => {
  const step = { action: 'restart', target: 'fine', params: { service: 'fine' } };
  await askAs('owner', 'run', { params: { id: 'incident.diagnosed' }, body: { step } }).expect(403, /for fine/);
  const disguised = { action: 'restart', target: 'fine', params: { service: 'service-1' } };
  await askAs('owner', 'run', { params: { id: 'incident.diagnosed' }, body: { step: disguised } }).expect(403);
});

test('conditions and rules are told to whoever manages roles', async () => {
  const { body } = await api.ask({ method: 'get', path: '/.well-known/backstage/permissions/metadata' });
  const { rules, permissions } = body as {
    rules: { name: string }[];
    permissions: { name: string; resourceType?: string }[];
  };
  expect(rules.map(({ name }) => name).sort()).toEqual(['HAS_TAG', 'IN_NAMESPACE', 'IN_TENANT', 'IS_OWNER']);
  const conditional = permissions.filter(({ resourceType }) => resourceType === 'autocura-service');
  expect(conditional.map(({ name }) => name).sort()).toEqual([...serviceRights].sort());
});

test('Backstage may ask about a service by name', async () => {
  const conditions = autocuraConditions.isOwner({ claims: ['group:default/two'] });
  const items = [...ofOne, 'fine', 'nobody'].map((resourceRef, index) => ({
    ...{ id: String(index), resourceRef, resourceType: 'autocura-service', conditions },
  }));
  const { body } = await api
    .ask({ method: 'post', path: '/.well-known/backstage/permissions/apply-conditions', body: { items } })
    .set(
      'authorization',
      mockCredentials.service.header({
        ...{ onBehalfOf: mockCredentials.service('plugin:permission'), targetPluginId: 'autocura' },
      }),
    );
  const results = (body as { items: { result: string }[] }).items.map(({ result }) => result);
  expect(results).toEqual([...ofOne.map(() => 'DENY'), 'ALLOW', 'DENY']);
});

const written = async () => {
  const events = await Promise.all(
    ['approves', 'rejects', 'runs', 'undoes', 'incident.observed'].map(id => api.store.events(streams.incident(id))),
  );
  return JSON.stringify(events.map(({ length }) => length));
};
