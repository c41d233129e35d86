import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { fakePolicy } from './testSupport/fakePolicy';
import { ownedByOwner, ownersRead } from './testSupport/ownersPolicy';
import { fill } from './testSupport/requests';
import type { TestApi } from './testSupport/testApi';
import { startApi } from './testSupport/testApi';

const actions = '/.backstage/actions/v1/actions';
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ features: [fakePolicy(ownersRead), actionsRegistryServiceFactory], entities: ownedByOwner });
  await fill(api.store);
});
afterAll(() => api.stop());

const onBehalfOf = (who: string) =>
  mockCredentials.service.header({
    ...{ onBehalfOf: mockCredentials.user(`user:default/${who}`), targetPluginId: 'autocura' },
  });
const invoke = (who: string, name: string, input: object) =>
  api.ask({ method: 'post', path: `${actions}/autocura:${name}/invoke`, body: input, as: onBehalfOf(who) });

const calls = [
  { name: 'list-incidents', input: { open: true, limit: 5 } },
  { name: 'read-incident', input: { id: 'incident.undoing', language: 'pt' } },
  { name: 'read-service', input: { service: 'service-1' } },
];

test('assistants find what they can read, and nothing that they could do', async () => {
  const { body } = await api.ask({ method: 'get', path: actions, as: onBehalfOf('owner') }).expect(200);
  const found = (body as { actions: { name: string; attributes: object }[] }).actions;
  expect(found.map(({ name }) => name).sort()).toEqual(calls.map(({ name }) => name).sort());
  for (const { attributes } of found)
    expect(attributes).toEqual({ readOnly: true, destructive: false, idempotent: true });
});

test.each(calls)('$name writes nothing', async ({ name, input }) => {
  const statements = await api.statementsDuring(() => invoke('owner', name, input).expect(200));
  expect(statements.filter(sql => /^(insert|update|delete)/i.test(sql))).toEqual([]);
});

test('an owner is told of their incidents and what is known of the causes', async () => {
  const { body: listed } = await invoke('owner', 'list-incidents', { service: 'service-1', limit: 50 });
  const { incidents } = (listed as { output: { incidents: { id: string }[] } }).output;
  expect(incidents.map(({ id }) => id)).toContain('incident.undoing');
  const { body: story } = await invoke('owner', 'read-incident', { id: 'incident.undoing' });
  expect(story).toMatchObject({
    output: {
      incident: { id: 'incident.undoing', phase: 'undoing' },
      explanation: expect.arrayContaining([expect.any(String)]),
      causes: [{ failureMode: 'bad-release' }],
      attempts: [{ action: 'roll-back' }],
    },
  });
  const { body: service } = await invoke('owner', 'read-service', { service: 'service-1' });
  expect(service).toMatchObject({ output: { state: 'critical', reasons: ['a third of its requests fail'] } });
});

test('nobody is told of what they may not see', async () => {
  const { body } = await invoke('stranger', 'list-incidents', { limit: 50 });
  expect(body).toEqual({ output: { incidents: [] } });
  await invoke('stranger', 'read-incident', { id: 'incident.undoing' }).expect(404);
  await invoke('stranger', 'read-service', { service: 'service-1' }).expect(404);
});
