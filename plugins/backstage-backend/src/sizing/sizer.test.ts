import { mockServices } from '@backstage/backend-test-utils';
import { streams } from '@autocura/common';
import makeKnex, { type Knex } from 'knex';
import { type Lives, MadeCourses } from '../predict/testCourses';
import { defaultDurations } from '../settings';
import { Store } from '../store';
import { migrations } from '../store/testDatabases';
import { Sizer } from './sizer';

const start = Date.parse('2026-03-02T12:00:00Z');
const day = 24 * 3_600_000;
let knex: Knex;
beforeEach(() => {
  knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
});
afterEach(() => knex.destroy());

async function scene(replicas = 6) {
  const state = { now: start, busy: 0.1, replicas };
  const now = () => new Date(state.now);
  const lives: Lives = { cart: { 'replicas.running': () => state.replicas, 'workers.busy': () => state.busy } };
  const made = new MadeCourses(lives);
  const store = await Store.create(knex, { migrations, now });
  const sizer = new Sizer({
    ...{ store, source: made.source, durations: defaultDurations, logger: mockServices.logger.mock(), now },
  });
  const all = async () => (await store.watching.sizings({ limit: 20 })).items;
  return { state, made, store, sizer, all };
}

test('what is proposed stays until another size fits, and is withdrawn when what it has fits', async () => {
  const { state, sizer, all } = await scene();
  await sizer.look();
  await sizer.look();
  expect(await all()).toMatchObject([{ service: 'cart', kind: 'replicas', from: 6, to: 2, state: 'open' }]);
  state.busy = 0.25;
  state.now += day;
  await sizer.look();
  expect((await all()).map(({ to, state: is }) => [to, is])).toEqual([
    [3, 'open'],
    [2, 'withdrawn'],
  ]);
  state.busy = 0.55;
  await sizer.look();
  expect((await all()).every(({ state: is }) => is === 'withdrawn')).toBe(true);
});

test('what was refused is not proposed again for a month', async () => {
  const { state, sizer, all, store } = await scene();
  await sizer.look();
  const [{ id } = { id: '' }] = await all();
  const refused = { type: 'sizing.refused' as const, data: { by: 'ana' } };
  await store.append([{ stream: streams.sizing(id), expected: 1, events: [refused], actor: 'ana' }]);
  state.now += 20 * day;
  await sizer.look();
  expect(await all()).toHaveLength(1);
  state.now += 20 * day;
  await sizer.look();
  expect((await all()).map(({ state: is }) => is)).toEqual(['open', 'refused']);
});

test('a Prometheus that is away withdraws nothing', async () => {
  const { made, sizer, all } = await scene();
  await sizer.look();
  made.away = true;
  await sizer.look();
  expect(await all()).toMatchObject([{ state: 'open' }]);
});
