import { InputError } from '@backstage/errors';
import { normal } from '../store/canonical';
import { alertmanager } from './alertmanager';
import { grafana } from './grafana';
import { readAlerts } from './readAlerts';
import type { Sender } from './sender';
import { alertmanagerPayloads, recorded } from './testSupport/recorded';

const most = 50_000;
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const read = (value: unknown, sender: Sender = alertmanager) => readAlerts(bytes(value), sender, most);

test.each(alertmanagerPayloads)('%s is read alert by alert', async name => {
  const payload = recorded(name);
  const { alerts, truncated } = await read(payload);
  expect(alerts.map(({ fingerprint, status }) => [fingerprint, status])).toEqual(
    payload.alerts.map(({ fingerprint, status }) => [fingerprint, status]),
  );
  expect(truncated).toBe(payload.truncatedAlerts);
});

test('an alert keeps what identifies and explains it', async () => {
  const { alerts } = await read(recorded('alertmanager-webhook'));
  const [alert] = recorded('alertmanager-webhook').alerts;
  expect(alerts).toEqual([
    {
      ...{ sender: 'alertmanager', status: 'firing', fingerprint: 'e8bb1daf83f4864b' },
      ...{ labels: alert!.labels, annotations: alert!.annotations },
      startsAt: '2026-11-24T14:15:57.836Z',
      generatorURL: 'http://vm:39007/graph?g0.expr=app_unhealthy+%3D%3D+1&g0.tab=1',
      groupKey: '{}:{alertname="PodUnhealthy", namespace="shop"}',
    },
  ]);
});

test.each(alertmanagerPayloads)('of %s no alert has to be brought into the order of what is kept', async name => {
  const { alerts } = await read(recorded(name));
  for (const alert of alerts) expect(normal(alert)).toBe(alert);
});

test("each alert has its own status, whatever the group's is", async () => {
  const { alerts } = await read(recorded('alertmanager-webhook-mixed'));
  expect(new Set(alerts.map(({ status }) => status))).toEqual(new Set(['firing', 'resolved']));
  expect(alerts.every(({ status, endsAt }) => (status === 'resolved') === (endsAt !== undefined))).toBe(true);
});

test("Grafana's own fields are dropped, its times and missing values are understood", async () => {
  const { alerts } = await read(recorded('grafana-webhook'), grafana);
  expect(alerts).toMatchObject([
    { sender: 'grafana', status: 'firing', startsAt: '2026-11-24T14:16:30.000Z' },
    { sender: 'grafana', status: 'resolved', endsAt: '2026-11-24T14:16:30.250Z' },
  ]);
  expect(alerts.flatMap(alert => Object.keys(alert))).not.toEqual(expect.arrayContaining(['values']));
  expect(alerts[1]).not.toHaveProperty('generatorURL');
});

type Change = (payload: ReturnType<typeof recorded>) => void;
const inAlert =
  (change: object): Change =>
  payload =>
    void Object.assign(payload.alerts[2]!, change);
const inLabels =
  (change: object): Change =>
  payload =>
    void Object.assign(payload.alerts[2]!.labels!, change);

test.each<[string, Change]>([
  ['version: Invalid input: expected "4"', payload => (payload.version = '1')],
  ['groupKey: Invalid input: expected string, received undefined', payload => delete payload.groupKey],
  ['truncatedAlerts: Too small: expected number to be >=0', payload => (payload.truncatedAlerts = -1)],
  ['alerts: is not a list', payload => delete (payload as { alerts?: unknown }).alerts],
  ['alerts: is not a list', payload => ((payload as { alerts: unknown }).alerts = { 0: {} })],
  ['alerts[2]: Invalid input: expected object, received null', payload => (payload.alerts[2] = null as never)],
  ['alerts[2].fingerprint: is not 16 hexadecimal digits', inAlert({ fingerprint: 'E8BB1DAF83F4864B' })],
  ['alerts[2].status: Invalid option: expected one of "firing"|"resolved"', inAlert({ status: 'ok' })],
  ['alerts[2].startsAt: is not a time like 2026-01-31T12:00:00Z', inAlert({ startsAt: 'yesterday' })],
  ['alerts[2].startsAt: is not a time like 2026-01-31T12:00:00Z', inAlert({ startsAt: '2026-02-30T12:00:00Z' })],
  ['alerts[2].startsAt: is not a real start', inAlert({ startsAt: '0001-01-01T00:00:00Z' })],
  ['alerts[2].endsAt: is missing, but the alert is resolved', inAlert({ status: 'resolved' })],
  ['alerts[2].endsAt: is before startsAt', inAlert({ status: 'resolved', endsAt: '2026-01-01T00:00:00Z' })],
  ['alerts[2].labels: is empty', inAlert({ labels: {} })],
  ['alerts[2].labels.pod: Invalid input: expected string, received number', inLabels({ pod: 7 })],
  ['alerts[2].labels.pod: is longer than 65536 characters', inLabels({ pod: 'x'.repeat(65_537) })],
  ['alerts[2].labels.: has an empty name', inLabels({ '': 'x' })],
  [
    'alerts[2].labels: has more than 128 entries',
    inLabels(Object.fromEntries([...Array(129).keys()].map(n => [`l${n}`, '']))),
  ],
  ['alerts[2].annotations: Invalid input: expected record, received array', inAlert({ annotations: [] })],
])('%s', async (message, change) => {
  const payload = recorded('alertmanager-webhook-grouped');
  change(payload);
  await expect(read(payload)).rejects.toThrow(new InputError(message));
});

test.each([
  ['body: is not JSON', 'not json at all'],
  ['body: is not JSON', '{"version":"4","alerts":[]'],
  ['body: ends early', '{"version":"4","alerts":[{"status":"fir'],
  ['alerts[0]: is not JSON', '{"version":"4","groupKey":"","alerts":[{"a":}]}'],
  ['alerts[1]: is not JSON', JSON.stringify(recorded('alertmanager-webhook')).replace('}],', '},],')],
  ['alerts: is given twice', '{"alerts":[],"alerts":[]}'],
  ['alerts: is not a list', '[]'],
  ['alerts: is not a list', '"alerts"'],
  ['body: is not JSON', ''],
])('%s: %s', async (message, text) => {
  await expect(readAlerts(Buffer.from(text), alertmanager, most)).rejects.toThrow(message);
});

test('more alerts than allowed are refused', async () => {
  const body = bytes(recorded('alertmanager-webhook-grouped'));
  await expect(readAlerts(body, alertmanager, 3)).rejects.toThrow('alerts: has more than 3 entries');
});

test('S6 labels cannot reach a prototype', async () => {
  const body = JSON.stringify(recorded('alertmanager-webhook')).replace(
    '"labels":{',
    '"labels":{"__proto__":{"polluted":"yes"},"constructor":"yes",',
  );
  const { alerts } = await readAlerts(Buffer.from(body), alertmanager, most);
  expect(alerts[0]!.labels).toMatchObject({ constructor: 'yes', pod: 'checkout-0' });
  expect(Object.getPrototypeOf(alerts[0]!.labels)).toBe(Object.prototype);
  expect(alerts[0]!.labels.polluted).toBeUndefined();
  expect({}).not.toHaveProperty('polluted');
});

test('ten megabytes do not keep others waiting', async () => {
  const payload = recorded('alertmanager-webhook');
  const [alert] = payload.alerts;
  payload.alerts = Array.from({ length: 16_000 }, () => alert!);
  const body = bytes(payload);
  const turns = { taken: 0, stop: false };
  const others = () => void (turns.stop || (turns.taken++, setImmediate(others)));
  others();
  const { alerts } = await readAlerts(body, alertmanager, most);
  turns.stop = true;
  expect(alerts).toHaveLength(16_000);
  expect(turns.taken).toBeGreaterThan(160);
});
