import { listen } from '../act/examples';
import { alertmanagerSource, grafanaSource } from './senders';

const alert = {
  annotations: { summary: 'cart is sick' },
  endsAt: '2026-03-01T12:05:00.000Z',
  fingerprint: '00000000000000ab',
  receivers: [{ name: 'autocura' }],
  startsAt: '2026-03-01T13:00:00.123+01:00',
  status: { inhibitedBy: [], silencedBy: ['s1'], state: 'suppressed' },
  updatedAt: '2026-03-01T12:01:00.000Z',
  generatorURL: 'http://prometheus/graph',
  labels: { alertname: 'Sick', service: 'cart', __alert_rule_uid__: 'x' },
};
const closing: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map(close => close())));

async function serving(answers: Record<string, unknown>) {
  const server = await listen(({ url }) => {
    const body = answers[url];
    return body === undefined ? { status: 404 } : { status: 200, body: JSON.stringify(body) };
  });
  closing.push(server.close);
  return server;
}

test('Alertmanager’s list is read as its webhook would have told it, and only for our receiver', async () => {
  const { url, received } = await serving({ '/api/v2/alerts?receiver=%5Ea%5C.b%24': [alert] });
  const source = alertmanagerSource({ url: `${url}/`, token: 't', receiver: 'a.b' });
  expect(await source.list()).toEqual([
    {
      alert: {
        ...{ fingerprint: alert.fingerprint, sender: 'alertmanager', status: 'firing' },
        labels: { alertname: 'Sick', service: 'cart' },
        annotations: alert.annotations,
        startsAt: '2026-03-01T12:00:00.123Z',
        generatorURL: alert.generatorURL,
      },
      muted: true,
      silencedBy: ['s1'],
    },
  ]);
  expect(received[0]?.headers.authorization).toBe('Bearer t');
});

test('what is muted is asked for alone', async () => {
  const { url } = await serving({ '/api/v2/alerts?receiver=%5Ea%24&active=false&unprocessed=false': [alert] });
  expect(await alertmanagerSource({ url, receiver: 'a' }).muted()).toMatchObject([{ muted: true, silencedBy: ['s1'] }]);
});

test('Grafana’s list is where Grafana has it', async () => {
  const active = { ...alert, status: { state: 'active', silencedBy: [], inhibitedBy: [] } };
  const { url } = await serving({
    '/api/alertmanager/grafana/api/v2/alerts': [active],
    '/api/alertmanager/grafana/api/v2/silence/s1': { createdBy: 'ana', comment: 'move', endsAt: 'noon' },
  });
  const source = grafanaSource({ url, token: 't' });
  expect(await source.list()).toMatchObject([{ alert: { sender: 'grafana' }, muted: false, silencedBy: [] }]);
  expect(await source.silence('s1')).toBe('move (ana, until noon)');
});

test.each<[string, Record<string, unknown>]>([
  ['is away', {}],
  ['answers something else', { '/api/v2/alerts': { alerts: [] } }],
  ['lists what is no alert', { '/api/v2/alerts': [{ ...alert, startsAt: 'soon' }] }],
])('a sender that %s is an error that names it', async (_, answers) => {
  const { url } = await serving(answers);
  await expect(alertmanagerSource({ url }).list()).rejects.toThrow(
    `${new URL(url).host}/api/v2/alerts cannot be asked`,
  );
});
