import { mockServices } from '@backstage/backend-test-utils';
import makeKnex, { type Knex } from 'knex';
import { Store } from '../store';
import { migrations } from '../store/testDatabases';
import { happen } from '../store/testHappen';
import { RecordKeeper } from './recordKeeper';

let knex: Knex;
beforeEach(() => {
  knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
});
afterEach(() => knex.destroy());

async function made(keepMonths: number | undefined) {
  const clock = { now: new Date('2028-01-31T23:00:00Z') };
  const now = () => clock.now;
  const store = await Store.create(knex, { migrations, now });
  const keeper = new RecordKeeper({ store, keepMonths, logger: mockServices.logger.mock(), now });
  await happen(store, 'i1', 'incident.opened', 1);
  await happen(store, 'i1', 'incident.expired', 1);
  const isThereAt = async (at: string) => {
    clock.now = new Date(at);
    await keeper.look();
    return (await store.incident('i1')) !== undefined;
  };
  return { store, keeper, isThereAt };
}

test('what ended is kept for as many whole months as is said, and no longer', async () => {
  const { isThereAt } = await made(3);
  expect(await isThereAt('2028-04-30T23:00:00Z')).toBe(true);
  expect(await isThereAt('2028-05-01T00:00:00Z')).toBe(false);
});

test('everything is kept where nothing is said', async () => {
  const { isThereAt } = await made(undefined);
  expect(await isThereAt('2048-01-01T00:00:00Z')).toBe(true);
});

test('one process drops at a time, and once a month', async () => {
  const { store, keeper } = await made(3);
  const dropping = jest.spyOn(store.retention, 'drop');
  await Promise.all([keeper.look(), keeper.look()]);
  await keeper.look();
  expect(dropping).toHaveBeenCalledTimes(1);
});

test('what could not be dropped is tried again', async () => {
  const { store, keeper } = await made(3);
  const dropping = jest.spyOn(store.retention, 'drop').mockRejectedValueOnce(new Error('the tables are in use'));
  await expect(keeper.look()).rejects.toThrow('in use');
  await keeper.look();
  expect(dropping).toHaveBeenCalledTimes(2);
});
