import type { Stored } from '@autocura/common';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveBrake, readBrake } from './brake';
import { Store } from './store';
import { describeEachDatabase, migrations } from './store/testDatabases';

const ana = 'user:default/ana';

describeEachDatabase('the brake', open => {
  const ready = async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    return { store, configured: false };
  };

  it('is off at first', async () => expect(await readBrake(await ready())).toEqual({ holds: [] }));

  it('is held by who pulled it until it is let go, both in the record with the reason', async () => {
    const options = await ready();
    const held = { holds: [{ by: ana, reason: 'it restarts too much', since: expect.any(String) }] };
    expect(await moveBrake(options, 'pulled', 'it restarts too much', ana)).toEqual(held);
    expect(await readBrake(options)).toEqual(held);
    expect(await moveBrake(options, 'released', 'understood', 'user:default/bo')).toEqual({ holds: [] });
    expect(await options.store.events('brake')).toMatchObject([
      { type: 'brake.pulled', actor: ana, data: { reason: 'it restarts too much' } },
      { type: 'brake.released', actor: 'user:default/bo', data: { reason: 'understood' } },
    ]);
  });

  it('is pulled once, however many pull it at the same time', async () => {
    const options = await ready();
    await Promise.all([1, 2, 3].map(n => moveBrake(options, 'pulled', `reason ${n}`, ana)));
    expect(await options.store.events('brake')).toHaveLength(1);
  });

  it('is held by a file and by the configuration on their own, whatever the API lets go', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'brake-')), 'stop');
    const options = { ...(await ready()), file };
    expect(await readBrake(options)).toEqual({ holds: [] });
    writeFileSync(file, 'migration tonight\nmore of it\n');
    await moveBrake(options, 'pulled', 'enough', ana);
    const byFile = { by: 'file', reason: 'migration tonight', since: expect.any(String) };
    expect(await moveBrake(options, 'released', 'go on', ana)).toEqual({ holds: [byFile] });
    expect((await readBrake({ ...options, configured: true })).holds.map(({ by }) => by)).toEqual([
      'configuration',
      'file',
    ]);
    rmSync(file);
    expect(await readBrake(options)).toEqual({ holds: [] });
  });
});

test('what cannot be looked at holds it', async () => {
  const store = { lastEvent: async () => undefined, append: async () => {} };
  const dir = mkdtempSync(join(tmpdir(), 'brake-'));
  const inTheWay = join(dir, 'a-file');
  writeFileSync(inTheWay, '');
  const { holds } = await readBrake({ store, configured: false, file: join(inTheWay, 'stop') });
  expect(holds).toEqual([{ by: 'file', reason: expect.stringContaining('cannot be read (ENOTDIR)') }]);
});

test('where the store cannot be asked nothing is known, and so nothing may be done', async () => {
  const lastEvent = () => Promise.reject<Stored | undefined>(new Error('the database is away'));
  await expect(readBrake({ store: { lastEvent, append: async () => {} }, configured: false })).rejects.toThrow('away');
});
