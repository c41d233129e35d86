import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startTicks } from './pids';
import { exposedBy, givingAway, startTestShop } from './testShop';
import type { TestShop } from './testShop';
import { until } from './wait';

let running: TestShop;
beforeAll(async () => {
  running = await startTestShop(40);
}, 90_000);
afterAll(() => running.stop());

test('traffic flows, orders are confirmed and nothing alerts', async () => {
  await running.wellFor(8, 60_000);
  expect((await running.summary(8)).confirmed).toBeGreaterThan(0);
  expect(running.alerts).toEqual([]);
});

test('a dead service is told to Alertmanager, and starting it again heals the shoppers', async () => {
  const { alerts, act, summary, shop } = running;
  await shop.inject('dead-dependency');
  await until(
    'the alert',
    () => alerts.some(each => each.alertname === 'TargetDown' && each.service === 'payment'),
    30_000,
  );
  await until('failed requests', async () => (await summary(10)).failed > 0);

  expect(await act('restart', { service: 'payment' })).toMatchObject({ status: 200, body: { action: 'restart' } });
  await running.wellFor(5, 45_000);
  await until(
    'the alert to be resolved',
    () => alerts.some(each => each.alertname === 'TargetDown' && each.status === 'resolved'),
    30_000,
  );
}, 120_000);

test('the same key acts once and gets the first answer', async () => {
  const { act, shop } = running;
  const pidsNow = async () => {
    const headers = { authorization: `Bearer ${shop.urls.supervisorToken}` };
    const state = (await (await fetch(`${shop.urls.supervisor}/state`, { headers })).json()) as {
      services: { service: string; slots: { pid: number }[] }[];
    };
    return state.services.find(each => each.service === 'cart')?.slots.map(slot => slot.pid);
  };
  const before = await pidsNow();
  const first = await act('restart', { service: 'cart' }, 'the same key');
  const after = await pidsNow();
  expect(after).not.toEqual(before);
  expect(await act('restart', { service: 'cart' }, 'the same key')).toEqual(first);
  expect(await pidsNow()).toEqual(after);
}, 60_000);

test.each([
  { action: 'restart', params: { service: 'nobody' }, status: 400, field: 'service' },
  { action: 'restart', params: { service: 'bank' }, status: 400, field: 'service' },
  { action: 'roll-back', params: { service: 'cart', version: '9' }, status: 400, field: 'version' },
  {
    action: 'restore-config',
    params: { service: 'cart', config: 'payment-config', version: '1' },
    status: 400,
    field: 'config',
  },
  {
    action: 'restore-config',
    params: { service: 'cart', config: 'cart-config', version: '9' },
    status: 400,
    field: 'version',
  },
  { action: 'scale', params: { service: 'cart', replicas: 0 }, status: 400, field: 'replicas' },
  { action: 'set-flag', params: { flag: 'payment.partner', value: 'third' }, status: 400, field: 'value' },
  { action: 'shed-load', params: { service: 'cart', share: 2 }, status: 400, field: 'share' },
  { action: 'explode', params: {}, status: 404 },
])('$action with $params is $status and names the field', async ({ action, params, status, field }) => {
  const answer = await running.act(action, params);
  expect(answer.status).toBe(status);
  if (field !== undefined) expect(answer.body).toMatchObject({ field });
});

test('the way back is what is now, where there is one', async () => {
  const ask = (path: string, token = running.shop.urls.supervisorToken) =>
    fetch(`${running.shop.urls.supervisor}/actions/${path}`, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await ask('set-flag/state?flag=payment.partner')).json()).toEqual({
    params: { flag: 'payment.partner', value: 'primary' },
  });
  expect(await (await ask('scale/state?service=catalogue')).json()).toEqual({
    params: { service: 'catalogue', replicas: 2 },
  });
  expect(await (await ask('restore-config/state?service=cart&config=cart-config')).json()).toEqual({
    params: { service: 'cart', config: 'cart-config', version: '1' },
  });
  expect((await ask('restart/state?service=cart')).status).toBe(404);
  expect((await ask('restart/state?service=cart', 'wrong')).status).toBe(401);
});

test('a configuration stays with its service through a restart, and is told when it is changed and restored', async () => {
  const { act, shop, changes, summary } = running;
  await shop.inject('bad-config');
  await until('failed requests', async () => (await summary(3)).failed > 0);
  await act('restart', { service: 'payment' });
  await act('replace-slot', { service: 'payment', slot: 0 });
  await until('failed requests of the new process', async () => (await summary(1)).failed > 0);

  const restored = { service: 'payment', config: 'payment-config', version: '1' };
  expect(await act('restore-config', restored)).toMatchObject({ status: 200, body: { done: restored } });
  await running.wellFor(5, 45_000);
  const told = changes
    .filter(({ kind }) => kind === 'config')
    .map(({ service, key, from, to }) => [service, key, from, to]);
  expect(told).toEqual([
    ['payment', 'payment-config', '1', '2'],
    ['payment', 'payment-config', '2', '1'],
  ]);
}, 90_000);

test('nothing that a run exposes gives the injector away', async () => {
  const exposed = await exposedBy(running);
  const words = givingAway(running.shop.faults.map(each => each.id));
  expect(exposed.join('').length).toBeGreaterThan(100_000);
  for (const text of exposed) expect(words.exec(text)?.[0]).toBeUndefined();
});

test('the control file is for its owner only, and stopping leaves no process', async () => {
  expect(statSync(join(running.dir, 'control.json')).mode & 0o777).toBe(0o600);
  const started = JSON.parse(readFileSync(join(running.dir, 'pids.json'), 'utf8')) as {
    pid: number;
    started: string;
  }[];
  expect(started.length).toBeGreaterThan(12);
  await running.shop.stop();
  await until('every process to be gone', () => started.every(each => startTicks(each.pid) !== each.started), 10_000);
}, 30_000);
