import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { english, sentence } from '@autocura/common';
import { follow } from './follow';
import { until } from './wait';

const at = '2026-01-31T12:00:00.000Z';
const looking = (key: string) => ({ type: 'incident.still-verifying', at, data: { key, dueAt: at } }) as const;
const failed = { type: 'incident.acted', at, data: { key: '1', actedAt: at, dueAt: at, failed: 'no answer' } } as const;
const deferred = { type: 'incident.deferred', at, data: { why: 'later' } } as const;

test('looking again and again is told once for each attempt', async () => {
  let timeline: object[] = [];
  const server = createServer((request, response) => {
    const incident = { id: '7', service: 'cart', version: timeline.length };
    const list = request.url?.startsWith('/api/autocura/v1/incidents?');
    response.end(JSON.stringify(list ? { items: timeline.length ? [incident] : [] } : { incident, timeline }));
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const said: string[] = [];
  const feed = follow({ url, token: 't', say: text => said.push(text), everyMs: 10 });
  await new Promise(resolve => setTimeout(resolve, 200));
  timeline = [looking('1'), looking('1'), failed, deferred, looking('1'), looking('2'), looking('2'), failed];
  await until('the last event', () => said.filter(text => text.includes('no answer')).length === 2);
  feed.stop();
  server.close();
  const [wait, fail] = [sentence(english, looking('1')), sentence(english, failed)].map(
    text => `12:00:00 cart: ${text}`,
  );
  expect(said).toEqual([wait, fail, wait, fail]);
});
