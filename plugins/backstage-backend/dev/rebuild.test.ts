import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Store } from '../src/store';
import { describeEachDatabase, migrations, type Reach } from '../src/store/testDatabases';
import { bringAbout, waysInto } from '../src/testSupport/phases';

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', resolve(__dirname, 'rebuild.ts'), ...args],
    {
      encoding: 'utf8',
    },
  );
  return { status, says: (stdout + stderr).trim() };
};

const argumentsFor = (reach: Reach) =>
  reach.client === 'pg'
    ? ['--postgres', `postgres://postgres@127.0.0.1:${reach.port}/postgres`, '--schema', reach.schema]
    : ['--sqlite', reach.filename];

describeEachDatabase('the rebuild command', open => {
  it('makes anew what was lost, and says from how much and how long', async () => {
    const { knex, reach } = await open();
    const store = await Store.create(knex, { migrations });
    await bringAbout(store, 'i1', waysInto.resolved, 1);
    const before = await store.tableRows();
    await knex('incidents').delete();

    const { status, says } = run(...argumentsFor(reach));
    expect(says).toMatch(/^Read models made anew from 3 events in \d+\.\d s$/);
    expect(status).toBe(0);
    expect(await store.tableRows()).toEqual(before);
    expect(before.incidents).toHaveLength(1);
  });

  it('leaves a database alone that is not ours', async () => {
    const { knex, reach } = await open();
    await knex.schema.createTable('theirs', table => void table.increments());
    expect(run(...argumentsFor(reach))).toEqual({
      status: 2,
      says: 'There are no events of Autocura in this database',
    });
  });
});

describe('the rebuild command refuses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'autocura-rebuild-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    [[], /^rebuild --sqlite FILE \| --postgres URL/],
    [['--sqlite', 'a', '--postgres', 'b'], /^rebuild --sqlite/],
    [['--sqlite', join(folder, 'nothing.sqlite')], /^There is no file /],
    [['--postgres', 'postgres://postgres@127.0.0.1:1/postgres'], /ECONNREFUSED/],
    [['--colour', 'red'], /colour/],
  ])('%j', (args, says) => {
    expect(run(...args)).toEqual({ status: 2, says: expect.stringMatching(says) });
  });
});
