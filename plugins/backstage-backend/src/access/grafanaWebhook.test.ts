import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createHmac } from 'node:crypto';
import { recorded } from '../ingest/testSupport/recorded';
import { historyOf } from '../store/testHistory';
import type { TestApi } from '../testSupport/testApi';
import { startApi } from '../testSupport/testApi';

const webhookSecret = 'a secret shared with Grafana';
const nobody = mockServices.httpAuth.factory({ defaultCredentials: mockCredentials.none() });
const path = '/v1/alerts/grafana';
const payload = JSON.stringify(recorded('grafana-webhook'));

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ settings: { grafana: { webhookSecret } }, features: [nobody] });
});
afterAll(() => api.stop());

function send({ secret = webhookSecret, body = payload, seconds = Math.floor(Date.now() / 1000), to = path } = {}) {
  const signature = createHmac('sha256', secret).update(`${seconds}:`).update(payload).digest('hex');
  return api
    .ask({ method: 'post', path: to })
    .type('json')
    .set('X-Grafana-Alerting-Signature', signature)
    .set('X-Grafana-Alerting-Timestamp', String(seconds))
    .send(body);
}

test('S11 what Grafana signed is accepted once, in its name', async () => {
  const seconds = Math.floor(Date.now() / 1000) - 1;
  const first = await send({ seconds });
  expect(first.status).toBe(202);
  expect(first.body).toMatchObject({ accepted: 2, fired: 1, resolved: 1 });
  const [pending] = await api.store.pendingAlerts(1);
  expect(await historyOf(api.knex, pending?.key ?? '')).toMatchObject([{ says: 'fired', actor: 'external:grafana' }]);
  await send({ seconds }).expect(401, /used before/);
});

test.each<{ name: string; request: Parameters<typeof send>[0]; reason: RegExp }>([
  { name: 'signed with another secret', request: { secret: 'another' }, reason: /does not fit/ },
  { name: 'signed for another body', request: { body: payload.replace('firing', 'resolved') }, reason: /does not fit/ },
  {
    name: 'signed ten minutes ago',
    request: { seconds: Math.floor(Date.now() / 1000) - 600 },
    reason: /more than 300/,
  },
])('S11 401 for what is $name, and nothing is stored', async ({ request, reason }) => {
  const statements = await api.statementsDuring(() => send(request).expect(401, reason));
  expect(statements).toEqual([]);
});

test('401 for what is not signed', async () => {
  const statements = await api.statementsDuring(() =>
    api
      .ask({ method: 'post', path })
      .type('json')
      .send(payload)
      .expect(401, /Signature is missing/),
  );
  expect(statements).toEqual([]);
});

test.each([
  '/v1/alerts/alertmanager',
  '/v1/alerts/grafanas',
  '/v1/alerts',
  '/v1/changes',
  '/v1/alerts/grafana%2F..%2Falertmanager',
])('a signature opens no other route: %s', to => send({ to }).expect(401, /Missing credentials/));

test('below the signed route there is nothing', () => send({ to: `${path}/../alertmanager` }).expect(404, /No route/));

test('without a shared secret the route needs credentials like every other', async () => {
  const closed = await startApi({ features: [nobody] });
  const ask = (as?: string) =>
    closed
      .ask({ method: 'post', path, ...(as && { as }) })
      .type('json')
      .send(payload);
  await ask().expect(401);
  await ask(mockCredentials.service.header()).expect(202);
  await closed.stop();
});
