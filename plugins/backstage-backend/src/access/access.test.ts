import { streams } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { historyOf } from '../store/testHistory';
import { fakePolicy } from '../testSupport/fakePolicy';
import { asking, fill } from '../testSupport/requests';
import type { Ask, TestApi } from '../testSupport/testApi';
import { startApi } from '../testSupport/testApi';
import { permissions } from './permissions';

const ids = Object.keys(operations) as OperationId[];
const runners = { supervisor: { url: 'http://127.0.0.1:9', token: 'a-token-of-this-test' } };

let api: TestApi;
const refusedWith = async (ask: Ask, status: number, name: string) => {
  const statements = await api.statementsDuring(async () => {
    const answer = await api.ask(ask);
    expect({ status: answer.status, body: answer.body }).toMatchObject({
      status,
      body: { error: { name, message: expect.any(String) } },
    });
  });
  expect(statements).toEqual([]);
};

describe('without credentials', () => {
  beforeAll(async () => {
    api = await startApi({ features: [mockServices.httpAuth.factory({ defaultCredentials: mockCredentials.none() })] });
  });
  afterAll(() => api.stop());

  test.each(ids)('%s is refused', id => refusedWith(asking(id), 401, 'AuthenticationError'));
  test.each(ids)('%s is refused with a forged token', id =>
    refusedWith(asking(id, { as: mockCredentials.user.invalidHeader() }), 401, 'AuthenticationError'),
  );
  test('nor is the document given', () =>
    refusedWith({ method: 'get', path: '/openapi.json' }, 401, 'AuthenticationError'));
});

describe('with a policy that denies', () => {
  const asked: string[] = [];
  beforeAll(async () => {
    const policy = fakePolicy(({ name }) => {
      asked.push(name);
      return { result: AuthorizeResult.DENY };
    });
    api = await startApi({ features: [policy] });
  });
  afterAll(() => api.stop());

  test.each(ids)('%s is refused, for its own permission', async id => {
    asked.length = 0;
    await refusedWith(asking(id, { as: mockCredentials.user.header('user:default/eve') }), 403, 'NotAllowedError');
    expect(asked).toEqual([operations[id].permission]);
  });
});

test('what is granted is told, and what is not is not', async () => {
  const granted = ['autocura.incident.read', 'autocura.brake.pull'];
  const policy = fakePolicy(({ name }) => ({
    result: granted.includes(name) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  }));
  api = await startApi({ features: [policy] });
  const { body } = await api.ask(asking('readRights', { as: mockCredentials.user.header('user:default/eve') }));
  expect(body).toEqual({ actor: 'user:default/eve', permissions: granted });
  await api.stop();
});

test('every permission of a route is known to Backstage, and none is asked for by no route', async () => {
  api = await startApi();
  const { body } = await api.ask({ method: 'get', path: '/.well-known/backstage/permissions/metadata' });
  const known = (body as { permissions: { name: string }[] }).permissions.map(({ name }) => name);
  expect(known.sort()).toEqual(
    [...new Set([...ids.map(id => operations[id].permission), 'autocura.metrics.read'])].sort(),
  );
  expect(Object.keys(permissions).sort()).toEqual(known);
  await api.stop();
});

describe('who did it stands in the event', () => {
  const ana = mockCredentials.user.header('user:default/ana');
  const service = mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('external:ci'),
    targetPluginId: 'autocura',
  });

  beforeAll(async () => {
    api = await startApi({ settings: { runners } });
    await fill(api.store);
  });
  afterAll(() => api.stop());

  const lastOf = async (stream: string) => (await api.store.events(stream)).at(-1);

  test.each<{ id: OperationId; incident: string; type: string }>([
    { id: 'approve', incident: 'approves', type: 'incident.approved' },
    { id: 'reject', incident: 'rejects', type: 'incident.rejected' },
    { id: 'feedback', incident: 'runs', type: 'incident.feedback' },
    { id: 'run', incident: 'runs', type: 'incident.proposed' },
    { id: 'undo', incident: 'undoes', type: 'incident.undoing' },
  ])('a user: $type', async ({ id, incident, type }) => {
    await api.ask(asking(id, { as: ana })).expect(200);
    expect(await lastOf(streams.incident(incident))).toMatchObject({ type, actor: 'user:default/ana' });
  });

  test('a service', async () => {
    await api.ask(asking('recordChange', { as: service })).expect(202);
    expect(await lastOf(streams.change('deploy/7'))).toMatchObject({ actor: 'external:ci' });
    await api.ask(asking('receiveAlertmanager', { as: service })).expect(202);
    const [pending] = await api.store.pendingAlerts(1);
    expect(await historyOf(api.knex, pending?.key ?? '')).toMatchObject([{ says: 'fired', actor: 'external:ci' }]);
  });
});

describe('a static token, checked by Backstage itself', () => {
  const auth = {
    externalAccess: [
      { type: 'static', options: { token: 'token-of-the-operator', subject: 'operator' } },
      { type: 'static', options: { token: 'token-of-a-pretender', subject: 'user:default/ana' } },
      {
        type: 'static',
        options: { token: 'token-of-alertmanager', subject: 'alertmanager' },
        accessRestrictions: [{ plugin: 'autocura', permission: 'autocura.alert.send' }],
      },
      {
        type: 'static',
        options: { token: 'token-for-the-catalog', subject: 'someone' },
        accessRestrictions: [{ plugin: 'catalog' }],
      },
    ],
  };
  beforeAll(async () => {
    api = await startApi({ features: [authServiceFactory, httpAuthServiceFactory], config: { backend: { auth } } });
    await fill(api.store);
  });
  afterAll(() => api.stop());

  test.each([
    ['Bearer token-of-the-operator', 'reject', 'rejects', 'external:operator'],
    ['Bearer token-of-a-pretender', 'approve', 'approves', 'external:user:default/ana'],
  ] as const)('%s names itself and nobody else', async (as, id, incident, by) => {
    await api.ask(asking(id, { as })).expect(200);
    const decided = (await api.store.events(streams.incident(incident))).at(-1);
    expect(decided).toMatchObject({ actor: by, data: { by } });
  });

  test('restricted to alerts, it sends alerts and nothing else', async () => {
    const as = 'Bearer token-of-alertmanager';
    await api.ask(asking('receiveAlertmanager', { as })).expect(202);
    for (const id of ids.filter(one => !one.startsWith('receive'))) {
      await refusedWith(asking(id, { as }), 403, 'NotAllowedError');
    }
  });

  test('of another plugin, it opens nothing', () =>
    refusedWith(asking('listIncidents', { as: 'Bearer token-for-the-catalog' }), 403, 'NotAllowedError'));

  test.each(['Bearer token-of-the-operato', 'Bearer ', 'Basic token-of-the-operator', 'token-of-the-operator'])(
    'is not guessed: %s',
    as => refusedWith(asking('listIncidents', { as }), 401, 'AuthenticationError'),
  );
});
