import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import makeKnex from 'knex';
import { Store } from '../src/store';
import { migrations } from '../src/store/testDatabases';
import { bringAbout, waysInto } from '../src/testSupport/phases';

const directory = mkdtempSync(join(tmpdir(), 'autocura-backup-'));
afterAll(() => rmSync(directory, { recursive: true }));
const inFolder = (name: string) => join(directory, name);

const run = (command: 'backup' | 'restore', ...args: string[]) => {
  const program = ['--import', 'tsx', resolve(__dirname, `${command}.ts`), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  return { status, says: (stdout + stderr).trim() };
};

test('what is backed up can be restored, and half of it cannot', async () => {
  const knex = makeKnex({
    ...{ client: 'better-sqlite3', connection: { filename: inFolder('a.sqlite') }, useNullAsDefault: true },
  });
  const store = await Store.create(knex, { migrations });
  await bringAbout(store, 'i1', waysInto.resolved, 1);
  const { length } = await store.events('incident/i1');

  const to = inFolder('a.jsonl.gz');
  expect(run('backup', '--sqlite', inFolder('a.sqlite'), '--to', to)).toEqual({
    ...{ status: 0, says: `${length} events are in ${to}` },
  });
  await knex.destroy();
  expect(existsSync(`${to}.unfinished`)).toBe(false);
  expect(run('restore', '--sqlite', inFolder('b.sqlite'), '--from', to)).toMatchObject({
    ...{ status: 0, says: expect.stringMatching(new RegExp(`^${length} events are restored. The brake is pulled`)) },
  });
  expect(run('restore', '--sqlite', inFolder('b.sqlite'), '--from', to)).toMatchObject({
    ...{ status: 2, says: 'there are events in this database already' },
  });

  const half = inFolder('half.gz');
  writeFileSync(half, readFileSync(to).subarray(0, 200));
  expect(run('restore', '--sqlite', inFolder('c.sqlite'), '--from', half)).toMatchObject({ status: 2 });
  expect(run('restore', '--sqlite', inFolder('c.sqlite'), '--from', to)).toMatchObject({ status: 0 });
  expect(run('restore', '--sqlite', inFolder('d.sqlite'), '--from', inFolder('nowhere'))).toMatchObject({ status: 2 });
  expect(existsSync(inFolder('d.sqlite'))).toBe(false);
  expect(run('backup', '--sqlite', inFolder('a.sqlite'))).toMatchObject({
    status: 2,
    says: expect.stringMatching(/^backup --sqlite/),
  });
});
