import { mockServices } from '@backstage/backend-test-utils';
import makeKnex, { type Knex } from 'knex';
import { Store } from '../store';
import { migrations } from '../store/testDatabases';
import { time } from '../store/testHistory';
import { LevelKeeper } from './levelKeeper';

const minute = 60;
let knex: Knex;
beforeEach(() => {
  knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
});
afterEach(() => knex.destroy());

test('the level of a signal changes once, however often it is looked at', async () => {
  const clock = { minute: 150 };
  const now = () => new Date(time(clock.minute * minute));
  const store = await Store.create(knex, { migrations, now });
  const quiet = { state: 'ok' as const, reasons: [], since: time(1), signals: [], openIncidents: [] };
  await store.saveHealth([{ ...quiet, service: 'cart', dataAt: time(1) }]);
  await store.addSamples(
    Array.from({ length: 200 }, (_, n) => ({
      ...{ service: 'cart', signal: 'requests.p95', at: time(n * minute) },
      value: n < 122 ? 0.1 : 0.4,
    })),
  );
  const keeper = new LevelKeeper({ store, everyMs: minute * 1000, logger: mockServices.logger.mock(), now });
  for (; clock.minute < 200; clock.minute += 5) await keeper.look();
  expect(await store.watching.levelChanges('cart', new Date(0))).toEqual([
    { service: 'cart', signal: 'requests.p95', unit: 's', at: time(122 * minute), before: 0.1, after: 0.4 },
  ]);
});
