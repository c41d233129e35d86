import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endOldAlerts } from './endOldAlerts';

interface Ended {
  status: string;
  fingerprint: string;
  labels: Record<string, string>;
  startsAt: string;
  endsAt: string;
}

const startedAt = new Date('2026-01-31T12:00:00Z');
const [before, after] = ['2026-01-31T11:59:59.000Z', '2026-01-31T12:00:00.000Z'];
const alert = (print: string, startsAt = before, status = 'firing') => ({
  key: `${print}@${startsAt}`,
  labels: { alertname: print },
  startsAt,
  status,
});

/** A backend with these pages of open incidents, and what it was told. */
async function backend(pages: object[][], status = 202) {
  const asked: (string | undefined)[] = [];
  const told: { version: string; alerts: Ended[] }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (request.method === 'POST') {
      told.push(JSON.parse(text));
      return void response.writeHead(status).end();
    }
    const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('cursor') ?? 0);
    const next = page + 1 < pages.length ? { next: String(page + 1) } : {};
    response.end(JSON.stringify({ items: (pages[page] ?? []).map(each => ({ alerts: each })), ...next }));
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = () => endOldAlerts({ url, tokens: { shop: 's', operator: 'o' }, startedAt });
  return { run: () => run().finally(() => server.close()), asked, told };
}

test('ends what fired before, of every page, once', async () => {
  const { run, asked, told } = await backend([
    [[alert('a'), alert('b', before, 'resolved')], [alert('a')]],
    [[alert('c', after), alert('d')]],
  ]);
  const now = Date.now();
  expect(await run()).toBe(2);
  expect(asked).toEqual([
    'GET /api/autocura/v1/incidents?open=true&limit=200 Bearer o',
    'GET /api/autocura/v1/incidents?open=true&limit=200&cursor=1 Bearer o',
    'POST /api/autocura/v1/alerts/alertmanager Bearer s',
  ]);
  const [body] = told;
  expect(body).toMatchObject({ version: '4' });
  expect(body?.alerts).toMatchObject([
    { status: 'resolved', fingerprint: 'a', labels: { alertname: 'a' }, startsAt: before },
    { status: 'resolved', fingerprint: 'd', labels: { alertname: 'd' }, startsAt: before },
  ]);
  for (const { endsAt } of body?.alerts ?? []) expect(Date.parse(endsAt)).toBeGreaterThanOrEqual(now);
});

test('says nothing when nothing fired', async () => {
  const { run, told } = await backend([[[alert('a', after)]]]);
  expect(await run()).toBe(0);
  expect(told).toEqual([]);
});

test('sends many in batches', async () => {
  const { run, told } = await backend([[Array.from({ length: 1001 }, (_, index) => alert(`f${index}`))]]);
  expect(await run()).toBe(1001);
  expect(told.map(({ alerts }) => alerts.length)).toEqual([500, 500, 1]);
});

test('tells when the backend refuses', async () => {
  const { run } = await backend([[[alert('a')]]], 503);
  await expect(run()).rejects.toThrow('the backend did not take the end of 1 alerts: 503');
});
