import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { recorded } from './ingest/testSupport/recorded';
import type { TestApi } from './testSupport/testApi';
import { startApi } from './testSupport/testApi';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ features: [mockServices.httpAuth.factory()] });
});
afterAll(() => api.stop());

const as = mockCredentials.user.header('user:default/ana');
const webhook = recorded('alertmanager-webhook') as { alerts: { labels: object }[] };
/** An alert for each id; an empty one is of no test. */
const send = (...ids: string[]) => {
  const alerts = ids.map((id, index) => ({
    ...webhook.alerts[0],
    fingerprint: `00000000000000a${index}`,
    labels: { ...webhook.alerts[0]?.labels, ...(id && { autocura_test: id }) },
  }));
  return api.ask({ method: 'post', path: '/v1/alerts/alertmanager', body: { ...webhook, alerts }, as });
};
const read = (id: string) => api.ask({ method: 'get', path: `/v1/alerts/tests/${id}`, as });

test('a test alert is told of once it came in, and opens nothing', async () => {
  await read('t-1').expect(404);
  await send('t-1').expect(202, { accepted: 1, fired: 0, resolved: 0, unchanged: 1, truncated: 0 });
  const { body } = await read('t-1').expect(200);
  expect(body).toMatchObject({ id: 't-1', sender: 'alertmanager', actor: 'user:default/ana' });
  expect(await api.store.pendingAlerts(10)).toEqual([]);
});

test('the same test again changes nothing', async () => {
  await send('t-2').expect(202);
  const { body } = await read('t-2');
  await send('t-2').expect(202);
  expect((await read('t-2')).body).toEqual(body);
});

test('what comes with it is alerts as ever, and so is what names no id', async () => {
  await send('t-3', '', 'no id: it has spaces').expect(202, {
    ...{ accepted: 3, fired: 2, resolved: 0, unchanged: 1, truncated: 0 },
  });
  expect(await api.store.pendingAlerts(10)).toHaveLength(2);
});
