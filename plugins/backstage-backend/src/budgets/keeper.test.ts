import { mockServices } from '@backstage/backend-test-utils';
import makeKnex, { type Knex } from 'knex';
import { Store } from '../store';
import { migrations } from '../store/testDatabases';
import { BudgetKeeper, type Budgets, budgetsDuty } from './keeper';
import type { Objective } from './openSlo';

const objective: Objective = {
  ...{ name: 'cart-answers', service: 'cart', target: 0.999, days: 28, total: { signal: 'requests.rate' } },
  bad: { signal: 'requests.errors' },
};
const minute = 60_000;

let knex: Knex;
beforeEach(() => {
  knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
});
afterEach(() => knex.destroy());

async function scene() {
  const state = { now: new Date('2026-03-02T12:00:00Z'), bad: (_window: number): number | undefined => 0, woken: 0 };
  const now = () => state.now;
  const store = await Store.create(knex, { migrations, now });
  const keeper = new BudgetKeeper({
    ...{ store, now, logger: mockServices.logger.mock(), objectives: async () => [objective] },
    share: async (_, window) => state.bad(window),
    wake: () => {
      state.woken += 1;
    },
  });
  const budget = async () => (await store.dutyState<Budgets>(budgetsDuty))?.slos[0];
  return { state, store, keeper, budget };
}

test('an outage spends the budget, fires as one alert a pair of windows, and resolves when it is over', async () => {
  const { state, store, keeper, budget } = await scene();
  state.bad = window => (window <= 3_600 ? 0.05 : 0.0005);
  await keeper.keep();
  expect(await budget()).toMatchObject({
    left: expect.closeTo(0.5),
    burns: [{ firing: true, longRate: expect.closeTo(50) }, {}, {}, {}],
  });
  const [{ alert } = { alert: undefined }, ...others] = await store.pendingAlerts(10);
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    sender: 'autocura',
    labels: { alertname: 'ErrorBudgetBurn', service: 'cart', severity: 'critical', windows: '1h and 5m' },
  });
  state.now = new Date(state.now.getTime() + minute);
  await keeper.keep();
  expect(await store.pendingAlerts(10)).toHaveLength(1);
  expect(state.woken).toBe(1);
  state.bad = () => 0;
  await keeper.keep();
  expect(await store.quiet([`${alert!.fingerprint}@${alert!.startsAt}`])).toBe(true);
  expect(await budget()).toMatchObject({ left: 1 });
});

test('what cannot be told leaves the numbers of the last time, and says why', async () => {
  const { state, keeper, budget } = await scene();
  state.bad = () => 0.0008;
  await keeper.keep();
  const before = await budget();
  state.bad = () => {
    throw new Error('Prometheus does not answer');
  };
  state.now = new Date(state.now.getTime() + minute);
  await keeper.keep();
  expect(await budget()).toEqual({ ...before, unknown: 'Prometheus does not answer' });
});

test('where nothing was asked nothing was spent, and nothing is known', async () => {
  const { state, keeper, budget } = await scene();
  state.bad = () => undefined;
  await keeper.keep();
  expect(await budget()).toMatchObject({
    ...{ left: 1, unknown: 'nothing was asked in 28 days' },
    burns: [{ firing: false }, {}, {}, {}],
  });
});
