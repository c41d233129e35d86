import { mockServices } from '@backstage/backend-test-utils';
import makeKnex from 'knex';
import { Gatherer } from './gatherer';
import { defaultDurations } from './settings';
import { ConflictError, Store } from './store';
import { migrations } from './store/testDatabases';
import { alertOf } from './testSupport/targetDown';

const alerts = Array.from({ length: 40 }, (_, n) => alertOf(n, `service-${n}`));

test('alerts come together though many incidents at once always change meanwhile', async () => {
  const knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
  const clock = { now: new Date() };
  const now = () => clock.now;
  const store = await Store.create(knex, { migrations, now });
  const sizes: number[] = [];
  const changing = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'append') return typeof value === 'function' ? value.bind(target) : value;
      return async (decisions: Parameters<Store['append']>[0]) => {
        sizes.push(decisions.length);
        if (decisions.length > 3) throw new ConflictError('it changed meanwhile');
        return target.append(decisions);
      };
    },
  });
  const gatherer = new Gatherer({
    ...{ store: changing, now, logger: mockServices.logger.mock(), compareMs: Infinity, durations: defaultDurations },
    topology: async () => ({ edges: [] }),
  });
  await store.receive(alerts, 'external:alertmanager');
  for (let round = 0; round < 100 && (await store.pendingAlerts(1)).length > 0; round += 1) {
    await gatherer.gather();
    clock.now = new Date(clock.now.getTime() + 1_000);
  }
  expect(await store.openIncidents()).toHaveLength(40);
  expect(Math.max(...sizes)).toBe(40);
  await knex.destroy();
});
