import { readdirSync } from 'node:fs';
import { Store } from './Store';
import { describeEachDatabase, migrations } from './testDatabases';

describeEachDatabase('migrations', open => {
  it('go up, down and up again', async () => {
    const { knex } = await open();
    await Store.create(knex, { migrations });
    await knex('changes').insert({ id: 'a', service: 'cart', at: '2026-01-01T00:00:00.000Z', change: '{}' });
    await knex.migrate.rollback({ directory: migrations }, true);
    expect(await knex.schema.hasTable('events')).toBe(false);
    expect(await knex.schema.hasTable('changes')).toBe(false);
    const store = await Store.create(knex, { migrations });
    expect(await store.changes({})).toEqual([]);
  });

  it('are run once when several start together', async () => {
    const { knex, another, reach } = await open();
    // SQLite is for one process, and that process has one pool.
    const pools = reach.client === 'pg' ? [another(), another(), another()] : [knex, knex, knex];
    await Promise.all(pools.map(pool => Store.create(pool, { migrations })));
    expect(await knex('knex_migrations')).toHaveLength(readdirSync(migrations).length);
  });

  it('leave a database that writes through to the disk', async () => {
    const { knex, reach } = await open();
    await Store.create(knex, { migrations });
    if (reach.client === 'pg') {
      expect((await knex.raw('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
    } else {
      expect(await knex.raw('pragma synchronous')).toEqual([{ synchronous: 2 }]);
      expect(await knex.raw('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    }
  });
});
