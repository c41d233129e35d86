import { streams } from '@autocura/common';
import type { Knex } from 'knex';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from './Store';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf, openedWith, predictionOf } from './testHistory';

const names = readdirSync(migrations).sort();

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

  it('go back one by one and forward again, and keep the record, of which all else is made again', async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    await lived(store);
    const [events, rows] = [await knex('events').orderBy('position'), await store.tableRows()];
    for (const name of [...names].reverse().slice(0, -1)) {
      await knex.migrate.down({ directory: migrations });
      expect(await knex('knex_migrations').where({ name })).toEqual([]);
      expect(await knex('events').orderBy('position')).toEqual(events);
    }
    const again = await Store.create(knex, { migrations });
    await again.rebuild();
    expect(await knex('events').orderBy('position')).toEqual(events);
    expect(await again.tableRows()).toEqual(rows);
    await lived(again, 2);
  });

  it('say of incidents that are there when they opened, where their services are', async () => {
    const { knex } = await open();
    await lived(await Store.create(knex, { migrations }));
    const opened = () =>
      knex('incident_services')
        .join('incidents', 'id', 'incident_id')
        .select('service', 'id', 'incidents.opened_at as at', 'incident_services.opened_at');
    const before = await opened();
    expect(before.length).toBeGreaterThan(0);
    expect(before.filter(({ at, opened_at: there }) => at !== there)).toEqual([]);
    await knex.migrate.down({ directory: migrations, name: '20261130230000_incident_services_by_time.js' });
    await Store.create(knex, { migrations });
    expect(await opened()).toEqual(expect.arrayContaining(before));
  });

  it('only add, so that the version before goes on beside the new one', async () => {
    const { knex, reach } = await open();
    const schema = reach.client === 'pg' ? reach.schema : undefined;
    let before: Column[] = [];
    for (const [index] of names.entries()) {
      await knex.migrate.up({ directory: migrations });
      const after = await columnsOf(knex, schema);
      expect(after).toEqual(expect.arrayContaining(before.map(column => ({ ...column, required: expect.anything() }))));
      // What the version before does not know of, it does not fill in either.
      const tables = new Set(before.map(({ table }) => table));
      const added = after.filter(one => tables.has(one.table) && !before.some(old => isSame(old, one)));
      if (index > 0) expect(added.filter(({ required }) => required)).toEqual([]);
      expect(before.filter(old => after.find(one => isSame(old, one))?.required && !old.required)).toEqual([]);
      before = after;
    }
  });

  it('let the version before start where a newer one has been', async () => {
    const { knex } = await open();
    await Store.create(knex, { migrations });
    const older = mkdtempSync(join(tmpdir(), 'autocura-older-'));
    try {
      for (const name of names.slice(0, -1)) cpSync(join(migrations, name), join(older, name));
      await lived(await Store.create(knex, { migrations: older }));
      expect(await knex('knex_migrations')).toHaveLength(names.length);
    } finally {
      rmSync(older, { recursive: true });
    }
  });

  it('are run once when several start together', async () => {
    const { knex, another, reach } = await open();
    // SQLite is for one process, and that process has one pool.
    const pools = reach.client === 'pg' ? [another(), another(), another()] : [knex, knex, knex];
    await Promise.all(pools.map(pool => Store.create(pool, { migrations })));
    expect(await knex('knex_migrations')).toHaveLength(names.length);
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

interface Column {
  table: string;
  name: string;
  /** Whoever adds a row has to say it. */
  required: boolean;
}

const isSame = (a: Column, b: Column) => a.table === b.table && a.name === b.name;

async function columnsOf(knex: Knex, schema = 'main'): Promise<Column[]> {
  if (knex.client.driverName === 'pg') {
    const rows = await knex('information_schema.columns').where({ table_schema: schema }).select('*');
    return rows.map(({ table_name, column_name, is_nullable, column_default }) => ({
      ...{ table: table_name, name: column_name, required: is_nullable === 'NO' && column_default === null },
    }));
  }
  const rows: { table: string; name: string; notnull: number; dflt_value: unknown; pk: number }[] = await knex.raw(
    `select m.name as "table", c.* from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'`,
  );
  return rows.map(({ table, name, notnull, dflt_value, pk }) => ({
    ...{ table, name, required: notnull === 1 && dflt_value === null && pk === 0 },
  }));
}

/** Alerts, an incident and a prediction come to be in it. */
async function lived(store: Store, round = 1) {
  const alerts = [alertOf(round * 10), alertOf(round * 10 + 1)];
  await store.receive(alerts, 'external:alertmanager');
  const prediction = predictionOf(round);
  await store.append([
    { stream: streams.incident(`i${round}`), expected: 0, events: [openedWith(alerts)], actor: 'autocura' },
    {
      stream: streams.prediction(prediction.id),
      ...{ expected: 0, events: [{ type: 'prediction.told', data: { prediction } }], actor: 'autocura' },
    },
  ]);
}
