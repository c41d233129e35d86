import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult, type DefinitivePolicyDecision } from '@backstage/plugin-permission-common';
import searchBackend from '@backstage/plugin-search-backend';
import { alertOf, openedWith } from '../store/testHistory';
import { fakePolicy } from '../testSupport/fakePolicy';
import { ownedByOwner, ownersRead } from '../testSupport/ownersPolicy';
import { bringAbout, waysInto } from '../testSupport/phases';
import { until } from '../testSupport/quick';
import { startApi, type TestApi } from '../testSupport/testApi';
import { incidentSearch } from './module';

/** Owners see what they own, the overseer sees everything. */
const policy = fakePolicy(
  (permission, user) =>
    user === 'user:default/overseer' ? { result: AuthorizeResult.ALLOW } : ownersRead(permission, user),
  async ({ conditions, resourceType }, resourceRef) => {
    const onBehalfOf = mockCredentials.service('plugin:permission');
    const as = mockCredentials.service.header({ onBehalfOf, targetPluginId: 'autocura' });
    const path = '/.well-known/backstage/permissions/apply-conditions';
    const items = [{ id: '1', resourceRef, resourceType, conditions }];
    const { body } = await api.ask({ method: 'post', path, as, body: { items } }).expect(200);
    return (body as { items: DefinitivePolicyDecision[] }).items[0]!;
  },
);

const scheduler = mockServices.scheduler();
let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    features: [
      ...[searchBackend, incidentSearch, policy],
      createServiceFactory({ service: coreServices.scheduler, deps: {}, factory: () => scheduler }),
    ],
    config: { permission: { enabled: true } },
    entities: ownedByOwner,
  });
  await bringAbout(api.store, 'proposed', waysInto.proposed, 1);
  await bringAbout(api.store, 'wide', ['incident.opened', 'incident.diagnosed'], 2, [
    openedWith([alertOf(1), alertOf(2)]),
  ]);
  await scheduler.triggerTask('search_index_autocura_incident');
});
afterAll(() => api.stop());

async function found(who: string, term: string): Promise<string[]> {
  const headers = { authorization: mockCredentials.user.header(`user:default/${who}`) };
  const answer = await fetch(`${api.urlOf('search')}/query?${new URLSearchParams({ term })}`, { headers });
  expect(answer.status).toBe(200);
  const { results } = (await answer.json()) as { results: { document: { location: string } }[] };
  return results.map(({ document }) => document.location.replace('/autocura/incidents/', '')).sort();
}

test('incidents are found by their cause, by who may read all', async () => {
  const all = await until('the index', async () => {
    const now = await found('overseer', 'bad-release');
    return now.length > 0 && now;
  });
  expect(all).toEqual(['proposed', 'wide']);
  expect(await found('overseer', 'xylophone')).toEqual([]);
});

test('an owner finds what is about their service alone', async () => {
  expect(await found('owner', 'bad-release')).toEqual(['proposed']);
});

test('nobody finds what they may not read', async () => {
  expect(await found('stranger', 'bad-release')).toEqual([]);
  expect(await found('stranger', 'service-1')).toEqual([]);
});
