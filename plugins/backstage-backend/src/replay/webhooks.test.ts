import { Readable } from 'node:stream';
import { recorded } from '../ingest/testSupport/recorded';
import { automatic, inShort, replaying } from './testSupport/replaying';
import { recordOf, type WebhookOptions } from './webhooks';

const minutes = (n: number) => new Date(Date.parse('2026-03-02T08:00:00Z') + n * 60_000).toISOString();
const options: WebhookOptions = {
  settings: { settleMs: 30_000, reopenWithinMs: 30 * 60_000, mergeWithinMs: 15 * 60_000 },
  topology: async () => ({ edges: [{ from: 'web', to: 'cart', known: 'traffic' }] }),
};

interface Said {
  service: string;
  from: number;
  to?: number;
}
const fingerprint = ({ service, from }: Said) => Buffer.from(`${service}${from}        `).toString('hex').slice(0, 16);
const line = (at: number, ...alerts: Said[]) =>
  JSON.stringify({
    receivedAt: minutes(at),
    version: '4',
    groupKey: '{}',
    alerts: alerts.map(said => ({
      status: said.to === undefined ? 'firing' : 'resolved',
      labels: { alertname: 'TargetDown', service: said.service, severity: 'critical' },
      fingerprint: fingerprint(said),
      startsAt: minutes(said.from),
      endsAt: said.to === undefined ? '0001-01-01T00:00:00Z' : minutes(said.to),
    })),
  });

async function told(...lines: string[]) {
  const events = [];
  for await (const some of recordOf(Readable.from(lines), options)) events.push(...some);
  return events;
}
const inOrder = (events: { type: string; at: string; stream: string }[]) =>
  events
    .filter(({ type }) => type !== 'alerts.received')
    .map(({ type, at, stream }) => `${at.slice(11, 16)} ${stream} ${type.replace('incident.', '')}`);

test('alerts become incidents as the loop makes them, at the time they came', async () => {
  const cart = { service: 'cart', from: 0 };
  const web = { service: 'web', from: 1 };
  const events = await told(
    line(1, cart),
    line(1, cart),
    line(2, cart, web),
    line(9, { ...web, to: 8 }),
    line(10, { ...cart, to: 9 }),
    line(20, { service: 'cart', from: 19 }),
    line(25, { service: 'cart', from: 19, to: 24 }),
    line(90, { service: 'cart', from: 89 }),
  );
  expect(inOrder(events)).toEqual([
    '08:01 incident/replayed-1 opened',
    '08:02 incident/replayed-1 alert-joined',
    '08:09 incident/replayed-1 alert-changed',
    '08:10 incident/replayed-1 alert-changed',
    '08:10 incident/replayed-1 resolved',
    '08:20 incident/replayed-1 reopened',
    '08:25 incident/replayed-1 alert-changed',
    '08:25 incident/replayed-1 resolved',
    '09:30 incident/replayed-2 opened',
  ]);
});

test('bodies as Alertmanager really sent them are read, without the time they came', async () => {
  const events = await told(
    JSON.stringify(recorded('alertmanager-webhook')),
    '',
    JSON.stringify(recorded('alertmanager-webhook-resolved')),
  );
  expect(events.map(({ type }) => type)).toContain('incident.opened');
});

test('a line that is no webhook is named', async () => {
  await expect(told(line(1, { service: 'cart', from: 0 }), '{"version":"4"}')).rejects.toThrow(/^line 2: /);
  await expect(told('nonsense')).rejects.toThrow(/^line 1: /);
  await expect(told(line(1).replace(minutes(1), 'soon'))).rejects.toThrow('line 1: receivedAt');
});

test('without anybody who could be asked nothing can be told of them, and that is counted', async () => {
  const record = recordOf(
    Readable.from([line(1, { service: 'cart', from: 0 }), line(9, { service: 'cart', from: 0, to: 8 })]),
    options,
  );
  const { episodes, counts } = await replaying(record, [automatic], { looksRecorded: false });
  expect(episodes.map(inShort)).toEqual([['cannot tell']]);
  expect(counts).toMatchObject({ alerts: 1, episodes: 1, would: { 'cannot tell': 1 } });
});
