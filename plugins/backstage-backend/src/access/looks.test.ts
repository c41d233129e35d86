import { streams } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { backToNow, later } from '../testSupport/later';
import { asking, fill } from '../testSupport/requests';
import { startApi, type TestApi } from '../testSupport/testApi';

const service = (name: string, annotations: Record<string, string> = {}): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name, annotations } },
});

let api: TestApi;
beforeAll(async () => {
  const entities = [service('service-1', { 'autocura.io/restricted': 'true' }), service('service-0')];
  api = await startApi({ entities, config: {} });
  await fill(api.store);
});
afterAll(() => api.stop());
afterEach(backToNow);

const ask = (who: string, id: OperationId, other: object = {}) =>
  api.ask(asking(id, { as: mockCredentials.user.header(`user:default/${who}`), ...other }));
const looksOf = async (who: string) => {
  const { items } = await api.store.lists.eventsBelow(['look'], { limit: 500 });
  return items.filter(({ actor }) => actor === `user:default/${who}`).map(({ stream }) => stream);
};

test.each<[OperationId, object]>([
  ['listIncidents', { query: { service: 'service-1' } }],
  ['readIncident', {}],
  ['explainIncident', {}],
  ['readService', {}],
  ['readCard', {}],
  ['history', {}],
  ['listNotices', {}],
  ['feedback', {}],
])('S10 who looks at restricted incidents by %s is written down', async (id, other) => {
  const about = id === 'explainIncident' ? { params: { id: 'incident.undoing' } } : other;
  await ask(`looks-by-${id.toLowerCase()}`, id, about).expect(200);
  const looks = await looksOf(`looks-by-${id.toLowerCase()}`);
  if (id === 'explainIncident') expect(looks).toEqual([streams.look('incident.undoing')]);
  else expect(looks.length).toBeGreaterThan(0);
});

test('once an hour, not each time', async () => {
  await ask('ana', 'readIncident');
  await ask('ana', 'readIncident');
  expect(await looksOf('ana')).toHaveLength(1);
  later(3_700_000);
  await ask('ana', 'readIncident');
  expect(await looksOf('ana')).toHaveLength(2);
});

test('who looks at services alone is not', async () => {
  await ask('bob', 'listServices').expect(200);
  await ask('bob', 'listSlos').expect(200);
  expect(await looksOf('bob')).toEqual([]);
});

test('S10 what cannot be written down is not shown', async () => {
  await api.knex.raw(
    `create trigger refuse before insert on events when new.type = 'look.recorded' begin select raise(abort, 'full'); end`,
  );
  const { status, body } = await ask('eve', 'readIncident');
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('timeline');
  await api.knex.raw('drop trigger refuse');
});
