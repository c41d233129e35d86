import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { OperationId } from '@autocura/common/schemas';
import { asking, fill } from '../testSupport/requests';
import { startApi, type TestApi } from '../testSupport/testApi';

const ofTenant = (name: string) => ({ annotations: { 'autocura.io/tenant': name } });
const component = (name: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: { name, ...ofTenant(name === 'fine' ? 'elsewhere' : 'shop') },
});
const user = (name: string, metadata: object = {}): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User', spec: { memberOf: [] } },
  metadata: { name, ...metadata },
});
const services = ['service-0', 'service-1', 'service-2', 'service-3', 'service-4', 'not-heard-of', 'fine'];
const entities = [...services.map(component), user('ana', ofTenant('elsewhere')), user('bob')];

let api: TestApi;
const start = async (userTenants: boolean) => {
  api = await startApi({ settings: { identity: { userTenants } }, entities });
  await fill(api.store);
};
afterEach(() => api.stop());

const ask = (id: OperationId, who: string) =>
  api.ask(asking(id, { as: mockCredentials.user.header(`user:default/${who}`) }));
const seenBy = async (who: string) => {
  const { body } = await ask('listServices', who).expect(200);
  return (body as { items: { service: string }[] }).items.map(({ service }) => service);
};

test('S10 who signs in to Backstage and is of a tenant by their User sees and changes what is of it alone', async () => {
  await start(true);
  expect(await seenBy('ana')).toEqual(['fine']);
  for (const id of ['readIncident', 'approve', 'acknowledgeNotice'] as const) await ask(id, 'ana').expect(404);
  expect((await ask('listIncidents', 'ana').expect(200)).body).toMatchObject({ items: [] });
  expect(await seenBy('bob')).toEqual(expect.arrayContaining(['service-1', 'fine']));
});

test('their User binds nobody where the settings do not say so', async () => {
  await start(false);
  expect(await seenBy('ana')).toEqual(expect.arrayContaining(['fine', 'service-1']));
});
