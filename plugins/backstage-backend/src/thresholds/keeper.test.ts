import type { Threshold } from '@autocura/common';
import { mockServices } from '@backstage/backend-test-utils';
import makeKnex, { type Knex } from 'knex';
import { PrometheusError } from '../sources/prometheus';
import { Store } from '../store';
import { migrations } from '../store/testDatabases';
import { ThresholdKeeper, type ThresholdLooks, thresholdsDuty } from './keeper';
import { at, began, type Course, latency, madeClient, raised, usual } from './testCourses';

let knex: Knex;
beforeEach(() => {
  knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
});
afterEach(() => knex.destroy());

/** A Prometheus that keeps a day, of which four hours lie before the first look. */
async function scene(courses: Record<string, Course>, first: Threshold[] = [latency]) {
  const state = { minute: 240, thresholds: first, away: false, ranges: 0, woken: 0 };
  const now = () => new Date((began + state.minute * 60) * 1000);
  const store = await Store.create(knex, { migrations, now });
  const client = madeClient(courses, kind => {
    if (kind === 'range') state.ranges += 1;
    if (state.away) throw new PrometheusError('p95', true, 'it is away');
  });
  const keeperOf = () =>
    new ThresholdKeeper({
      ...{ store, client, now, logger: mockServices.logger.mock(), thresholds: async () => state.thresholds },
      wake: () => void (state.woken += 1),
    });
  const run = { keeper: keeperOf() };
  return {
    ...{ state, store },
    async until(minute: number) {
      for (; state.minute < minute; state.minute += 1) await run.keeper.keep();
      await run.keeper.keep();
    },
    async restart() {
      await run.keeper.stop();
      run.keeper = keeperOf();
    },
    crash: () => void (run.keeper = keeperOf()),
    firings: async () => (await store.watching.firings({ limit: 50 })).items,
    alerts: async () => (await store.pendingAlerts(50)).map(({ alert }) => alert),
    look: async () => (await store.dutyState<ThresholdLooks>(thresholdsDuty))?.['latency'],
  };
}

test('what is unusual is one alert through the ordinary ingest, and resolves when it is over', async () => {
  const { until, firings, alerts, state, store } = await scene({ cart: raised(250, 270), orders: usual });
  const change = { id: 'deploy/7', kind: 'deploy' as const, service: 'cart', at: at(245), summary: 'cart v7' };
  await store.recordChange(change, 'ci');
  await until(260);
  const [firing, ...others] = await firings();
  expect(others).toEqual([]);
  expect(firing).toMatchObject({
    threshold: 'latency',
    service: 'cart',
    at: at(250),
    after: 'cart v7',
    why: 'unusual',
  });
  expect(firing!.began!.value).toBeGreaterThan(firing!.began!.hi);
  const [alert, ...more] = await alerts();
  expect(more).toEqual([]);
  expect(alert).toMatchObject({
    ...{ sender: 'autocura', status: 'firing', startsAt: at(250) },
    labels: { alertname: 'Unusual', service: 'cart', severity: 'warning', threshold: 'latency' },
    annotations: { summary: expect.stringContaining('Unusual: latency of cart'), description: expect.any(String) },
  });
  expect(state.woken).toBe(1);
  await until(275);
  expect(await firings()).toEqual([{ ...firing, endedAt: at(273) }]);
  expect(await store.quiet([`${alert!.fingerprint}@${alert!.startsAt}`])).toBe(true);
});

test('in shadow it is recorded, and nobody is told', async () => {
  const { until, firings, alerts, state } = await scene({ cart: raised(250, 270) }, [{ ...latency, mode: 'shadow' }]);
  await until(275);
  expect(await firings()).toMatchObject([{ mode: 'shadow', at: at(250), endedAt: at(273) }]);
  expect([await alerts(), state.woken]).toEqual([[], 0]);
});

test('a series is known from its history on the first look', async () => {
  const { until, firings } = await scene({ cart: raised(240, 250) });
  await until(241);
  expect(await firings()).toMatchObject([{ at: at(240) }]);
});

test('a restart goes on with what was learned, and reads what it missed', async () => {
  const { until, restart, firings, state } = await scene({ cart: raised(262, 300) });
  await until(260);
  const { ranges } = state;
  await restart();
  state.minute = 266;
  await until(268);
  expect(await firings()).toMatchObject([{ at: at(262) }]);
  expect(state.ranges).toBe(ranges + 1);
});

test('after a crash nothing is told twice, and what goes on still resolves', async () => {
  const { until, crash, firings, alerts } = await scene({ cart: raised(250, 270) });
  await until(255);
  crash();
  await until(260);
  expect([await firings(), await alerts()]).toMatchObject([[{ at: at(250) }], [{ status: 'firing' }]]);
  crash();
  await until(275);
  expect(await firings()).toMatchObject([{ at: at(250), endedAt: at(273) }]);
});

test('a Prometheus that is away neither begins nor ends anything, and is told', async () => {
  const { until, firings, state, look } = await scene({ cart: raised(250, 290) });
  await until(255);
  state.away = true;
  await until(285);
  expect(await firings()).toMatchObject([{ at: at(250) }]);
  expect(await firings()).toHaveLength(1);
  expect(await look()).toMatchObject({ series: 1, problem: expect.stringContaining('it is away') });
  state.away = false;
  await until(286);
  expect(await look()).toEqual({ at: at(286), series: 1 });
});

test('a series that goes missing is told by its policy, and only then', async () => {
  const gone: Course = minute => (minute >= 250 && minute < 270 ? undefined : usual(minute));
  const { until, firings } = await scene({ cart: gone, orders: usual });
  await until(275);
  expect(await firings()).toMatchObject([{ why: 'missing', at: at(249), endedAt: at(270) }]);
});

test('what a threshold told is over when the file no longer names it', async () => {
  const { until, firings, alerts, state, look, store } = await scene({ cart: raised(250, 300) });
  await until(255);
  const [alert] = await alerts();
  state.thresholds = [{ ...latency, name: 'other' }];
  await until(256);
  expect((await firings()).find(({ threshold }) => threshold === 'latency')).toMatchObject({ endedAt: at(255) });
  expect(await store.quiet([`${alert!.fingerprint}@${alert!.startsAt}`])).toBe(true);
  expect(await look()).toBeUndefined();
});

test('series that name no service are told of', async () => {
  const { until, look } = await scene({ cart: usual }, [{ ...latency, service: { label: 'app' } }]);
  await until(241);
  expect(await look()).toMatchObject({ series: 0, problem: '1 series name no service' });
});
