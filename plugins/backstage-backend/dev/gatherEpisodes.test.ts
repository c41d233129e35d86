import makeKnex, { type Knex } from 'knex';
import { streams } from '@autocura/common';
import { Store } from '../src/store';
import { migrations } from '../src/store/testDatabases';
import { alertOf, incidentEvents, openedWith } from '../src/store/testHistory';
import { gatherEpisodes } from './gatherEpisodes';

const open: Knex[] = [];
afterAll(() => Promise.all(open.map(knex => knex.destroy())));
const empty = () => {
  const knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
  open.push(knex);
  return knex;
};

/** A database with one incident of that name that has ended, one that goes on, and a stream that every database has. */
async function having(id: string) {
  const knex = empty();
  const store = await Store.create(knex, { migrations });
  const actor = 'autocura';
  for (const name of [id, `${id}, going on`]) {
    const stream = streams.incident(name);
    await store.append([{ stream, expected: 0, events: [openedWith([alertOf(1)])], actor }]);
    const incident = await store.incident(name);
    if (!incident) throw new Error('not there');
    await store.append([{ stream, expected: 1, events: [incidentEvents['incident.diagnosed'](incident, 1)], actor }]);
  }
  const ended = { type: 'incident.resolved', data: { how: 'by itself', why: 'quiet' } } as const;
  await store.append([
    { stream: streams.incident(id), expected: 2, events: [ended], actor },
    { stream: streams.brake, expected: 0, events: [{ type: 'brake.pulled', data: { reason: id } }], actor },
  ]);
  return { knex, store };
}

test('incidents that have ended come along whole, in a record that is intact, and what every database has stays', async () => {
  const [one, other, into] = [await having('one'), await having('other'), empty()];
  expect(await gatherEpisodes(into, [one.knex, other.knex], migrations)).toBe(2);
  const store = await Store.create(into, { migrations: false });
  for (const { id, from } of [
    { id: 'one', from: one.store },
    { id: 'other', from: other.store },
  ]) {
    expect(await store.incident(id)).toEqual(await from.incident(id));
    expect(await store.verifyChain(streams.incident(id))).toEqual({ intact: true, length: 3 });
  }
  expect(await store.incident('one, going on')).toBeUndefined();
  expect(await store.untouched(['service-1'])).toHaveLength(2);
  expect(await store.events(streams.brake)).toEqual([]);
});
