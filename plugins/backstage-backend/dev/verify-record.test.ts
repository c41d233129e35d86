import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Store } from '../src/store';
import { describeEachDatabase, migrations, type Reach } from '../src/store/testDatabases';
import { bringAbout, waysInto } from '../src/testSupport/phases';

const run = (reach: Reach) => {
  const database =
    reach.client === 'pg'
      ? ['--postgres', `postgres://postgres@127.0.0.1:${reach.port}/postgres`, '--schema', reach.schema]
      : ['--sqlite', reach.filename];
  const program = ['--import', 'tsx', resolve(__dirname, 'verify-record.ts'), ...database];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  return { status, says: (stdout + stderr).trim() };
};

describeEachDatabase('the command that verifies the record', open => {
  it('G-90 finds every stream that is not as it was written', async () => {
    const { knex, reach } = await open();
    const store = await Store.create(knex, { migrations });
    await bringAbout(store, 'i1', waysInto.resolved, 1);
    await bringAbout(store, 'i2', waysInto.expired, 2);
    await bringAbout(store, 'i3', waysInto.planned, 3);
    expect(run(reach)).toEqual({ status: 0, says: '9 events in 3 streams are as they were written' });

    await knex('events').where({ stream: 'incident/i1', seq: 2 }).update('actor', 'somebody else');
    await knex('events').where({ stream: 'incident/i3', seq: 2 }).delete();
    expect(run(reach)).toEqual({
      status: 1,
      says: [
        'incident/i1: event 2: it is not what was written',
        'incident/i3: event 2: it is missing',
        '2 of 3 streams are not as they were written',
      ].join('\n'),
    });
  });
});
