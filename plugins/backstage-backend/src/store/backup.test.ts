import { streams } from '@autocura/common';
import makeKnex from 'knex';
import { bringAbout, waysInto } from '../testSupport/phases';
import { BackupError } from './backup';
import { Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf } from './testHistory';

async function* given(lines: string[]) {
  yield* lines;
}
async function linesOf(store: Store) {
  const lines: string[] = [];
  await store.backup(async text => void lines.push(text));
  return lines;
}

describeEachDatabase('a backup', open => {
  const filled = async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    await store.receive(
      [1, 2, 3].map(n => alertOf(n)),
      'external:alertmanager',
    );
    for (const [index, way] of Object.values(waysInto).entries()) await bringAbout(store, `i${index}`, way, index + 1);
    const duty = await store.claimDuty('reconcile', 'a test', 60_000);
    if (duty) await store.finishDuty(duty, { at: 'then' });
    return { store, knex };
  };
  const empty = async () => {
    const { knex } = await open();
    return { knex, store: await Store.create(knex, { migrations }) };
  };

  it('brings back the record, all that is made of it, and where duties stood', async () => {
    const { store } = await filled();
    const there = await empty();
    const count = await there.store.restore(given(await linesOf(store)), 'restore');
    expect(count).toBeGreaterThan(20);
    expect(await there.store.tableRows()).toEqual(await store.tableRows());
    expect(await there.store.dutyState('reconcile')).toEqual({ at: 'then' });
    for await (const stream of there.store.streamNames())
      expect(await there.store.verifyChain(stream)).toMatchObject({ intact: true });
    const held = await there.store.claimDuty('reconcile', 'another', 60_000);
    expect(held).toBeDefined();
  });

  it('starts frozen, and can go on', async () => {
    const { store } = await filled();
    const there = await empty();
    await there.store.restore(given(await linesOf(store)), 'restore');
    expect(await there.store.lastEvent(streams.brake)).toMatchObject({ type: 'brake.pulled', actor: 'restore' });
    await there.store.receive([alertOf(9)], 'external:alertmanager');
    await bringAbout(there.store, 'later', waysInto.resolved, 50);
    expect(await there.store.incident('later')).toMatchObject({ phase: 'resolved' });

    const [again, twice] = [await linesOf(there.store), await empty()];
    await twice.store.restore(given(again), 'restore');
    expect(await twice.store.events(streams.brake)).toHaveLength(1);
  });

  it('that is damaged writes nothing', async () => {
    const { store } = await filled();
    const lines = await linesOf(store);
    const there = await empty();
    const changed = lines.with(5, lines[5]!.replace('"actor":"', '"actor":"x'));
    const reordered = [...lines.slice(0, 3), ...lines.slice(3, -1).reverse(), ...lines.slice(-1)];
    for (const [damaged, says] of [
      [[], 'not whole'],
      [['{}'], 'no backup'],
      [lines.slice(0, -1), 'not whole'],
      [lines.slice(0, -2).concat(lines.slice(-1)), 'not whole'],
      [[...lines, lines[1]!], 'after its end'],
      [changed, 'is not what was written'],
      [reordered, 'is not what was written'],
      [lines.with(5, 'no JSON'), 'line 6 is no event'],
    ] as const) {
      await expect(there.store.restore(given([...damaged]), 'restore')).rejects.toThrow(BackupError);
      await expect(there.store.restore(given([...damaged]), 'restore')).rejects.toThrow(says);
      expect(await there.knex('events').select('position')).toEqual([]);
      expect(await there.knex('incidents').select('id')).toEqual([]);
    }
  });

  it('is not put over what is there', async () => {
    const { store } = await filled();
    await expect(store.restore(given(await linesOf(store)), 'restore')).rejects.toThrow(
      'events in this database already',
    );
  });
});

describeEachDatabase(
  'a backup of SQLite',
  open => {
    it('fits into PostgreSQL, and back', async () => {
      const memory = [1, 2].map(() =>
        makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true }),
      );
      try {
        const [before, after] = await Promise.all(memory.map(knex => Store.create(knex, { migrations })));
        const large = await Store.create((await open()).knex, { migrations });
        await bringAbout(before!, 'i1', waysInto.proposed, 1);
        await large.restore(given(await linesOf(before!)), 'restore');
        await after!.restore(given(await linesOf(large)), 'restore');
        expect(await after!.tableRows()).toEqual(await before!.tableRows());
        expect(await after!.verifyChain(streams.incident('i1'))).toMatchObject({ intact: true });
      } finally {
        await Promise.all(memory.map(knex => knex.destroy()));
      }
    });
  },
  ['pg'],
);
