import { alertKey, streams } from '@autocura/common';
import makeKnex from 'knex';
import { split } from './decisions';
import { Gatherer } from './gatherer';
import { defaultDurations } from './settings';
import { Store } from './store';
import { migrations } from './store/testDatabases';
import { mockServices } from '@backstage/backend-test-utils';

const alertOf = (service: string, n: number) => ({
  ...{ fingerprint: n.toString(16).padStart(16, '0'), sender: 'alertmanager' as const, status: 'firing' as const },
  ...{ labels: { alertname: 'Slow', service }, annotations: {}, startsAt: '2026-03-02T12:00:00.000Z' },
});

test('what a person parts becomes an incident of its own and stays one, whatever is compared later', async () => {
  const knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
  const clock = { now: new Date('2026-03-02T12:00:05Z') };
  const now = () => clock.now;
  const store = await Store.create(knex, { migrations, now });
  const gatherer = new Gatherer({
    ...{ store, now, logger: mockServices.logger.mock(), compareMs: 0, durations: defaultDurations },
    topology: async () => ({ edges: [{ from: 'gateway', to: 'cart', known: 'traffic' }] }),
  });
  const [gateway, cart] = [alertOf('gateway', 1), alertOf('cart', 2)];
  await store.receive([gateway, cart], 'external:alertmanager');
  await gatherer.gather();
  const [together, another] = await store.openIncidents();
  expect([together?.alerts.length, another]).toEqual([2, undefined]);

  const asked = { keys: [alertKey(gateway)], to: 'parted', note: 'its own release' };
  const { left, opened } = split(together!, asked, 'user:default/ana', now());
  const actor = 'user:default/ana';
  await store.append([
    { stream: streams.incident(together!.id), expected: together!.version, events: left, actor },
    { stream: streams.incident('parted'), expected: 0, events: opened, actor },
  ]);
  for (let n = 3; n < 6; n += 1) {
    clock.now = new Date(clock.now.getTime() + 60_000);
    await store.receive([alertOf(n % 2 ? 'gateway' : 'cart', n)], 'external:alertmanager');
    await gatherer.gather();
  }
  const open = await store.openIncidents();
  expect(open.map(({ alerts }) => [...new Set(alerts.map(({ service }) => service))])).toEqual([['cart'], ['gateway']]);
  expect(open[1]).toMatchObject({ service: 'gateway', apart: [together!.id] });

  expect(() => split(together!, { ...asked, keys: [alertKey(gateway), alertKey(cart)] }, actor, now())).toThrow(
    'All of its alerts would leave',
  );
  expect(() => split(together!, { ...asked, keys: ['nobody@never'] }, actor, now())).toThrow('has no alert');
  await knex.destroy();
});
