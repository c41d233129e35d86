import { streams } from '@autocura/common';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Knex } from 'knex';
import { Checkpoints } from '../src/audit';
import { testKeys } from '../src/audit/testKeys';
import { link } from '../src/store/canonical';
import { Store } from '../src/store';
import { describeEachDatabase, migrations, type Reach } from '../src/store/testDatabases';
import { bringAbout, waysInto } from '../src/testSupport/phases';
import { listening } from '../src/testSupport/quick';

const directory = mkdtempSync(join(tmpdir(), 'autocura-audit-'));
afterAll(() => rmSync(directory, { recursive: true }));
const keys = testKeys();
const keyFile = join(directory, 'public.pem');
writeFileSync(keyFile, keys.known);

const run = (reach: Reach, ...more: string[]) => {
  const database =
    reach.client === 'pg'
      ? ['--postgres', `postgres://postgres@127.0.0.1:${reach.port}/postgres`, '--schema', reach.schema]
      : ['--sqlite', reach.filename];
  const program = ['--import', 'tsx', resolve(__dirname, 'audit-verify.ts'), ...database, ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  return { status, says: (stdout + stderr).trim().split('\n') };
};

/** What somebody does who can write to the database and knows how links are made. */
async function writeAnew(knex: Knex, stream: string) {
  await knex('events').where({ stream, seq: 1 }).update('actor', 'somebody else');
  let before = '';
  for (const row of await knex('events').where({ stream }).orderBy('seq')) {
    before = link(before, row);
    await knex('events').where({ stream, seq: row.seq }).update('hash', before);
  }
}

describeEachDatabase('the command that verifies the audit', open => {
  it('G-90 finds every stream that is not as it was written', async () => {
    const { knex, reach } = await open();
    const store = await Store.create(knex, { migrations });
    const file = join(directory, `${reach.client}.jsonl`);
    for (const [index, id] of ['i1', 'i2', 'i3', 'i4', 'i5', 'i6'].entries())
      await bringAbout(store, id, waysInto.resolved, index + 1);
    const now = () => new Date(Date.now() + 61_000);
    await new Checkpoints({ store, key: keys.privateKey, file, logger: listening(), now }).look();
    const checked = ['--checkpoints', file, '--key', keyFile];
    const { length } = await store.events('incident/i1');
    expect(run(reach, ...checked)).toEqual({
      status: 0,
      says: [`${6 * length} events in 6 streams are as they were written`, '1 checkpoints, 0 problems with them'],
    });

    await knex('events').where({ stream: 'incident/i1', seq: 2 }).update('actor', 'somebody else');
    await knex('events').where({ stream: 'incident/i2', seq: 2 }).delete();
    await knex('events').where({ stream: 'incident/i3', seq: length }).delete();
    await knex('events').where({ stream: 'incident/i4' }).delete();
    await writeAnew(knex, 'incident/i5');
    const inChain = ['incident/i1: event 2: it is not what was written', 'incident/i2: event 2: it is missing'];
    const { status, says } = run(reach);
    expect(status).toBe(1);
    expect(says).toEqual([
      ...inChain,
      '2 of 5 streams are not as they were written',
      expect.stringMatching(/^no checkpoints/),
    ]);
    expect(run(reach, ...checked)).toEqual({
      status: 1,
      says: [
        ...inChain,
        `incident/i3: its end after event ${length - 1} is missing, checkpoint 1 knew it`,
        `incident/i5: it was written anew: event ${length} is not what checkpoint 1 knew`,
        'incident/i4: all of it is missing, checkpoint 1 knew it',
        '5 of 6 streams are not as they were written',
        '1 checkpoints, 0 problems with them',
      ],
    });

    writeFileSync(file, '');
    expect(run(reach, ...checked).says).toContain('checkpoint 1 is missing');
    expect(run(reach, '--checkpoints', file)).toMatchObject({
      status: 2,
      says: [expect.stringMatching(/^audit:verify /)],
    });
  });

  it('G-90 knows what is no longer kept by where the record says that it ended', async () => {
    const { knex, reach } = await open();
    const clock = { now: new Date('2028-01-10T00:00:00Z') };
    const store = await Store.create(knex, { migrations, now: () => clock.now });
    const file = join(directory, `${reach.client}-trimmed.jsonl`);
    for (const [index, id] of ['i1', 'i2'].entries()) await bringAbout(store, id, waysInto.resolved, index + 1);
    const now = () => new Date(clock.now.getTime() + 61_000);
    const { privateKey: key } = keys;
    await new Checkpoints({ store, key, file, logger: listening(), now }).look();
    clock.now = new Date('2028-06-10T00:00:00Z');
    await store.retention.drop('2028-04');
    const checked = ['--checkpoints', file, '--key', keyFile];
    expect(run(reach, ...checked)).toEqual({
      status: 0,
      says: [
        '1 events in 1 streams are as they were written',
        '2 streams are no longer kept, and ended as was signed',
        '1 checkpoints, 0 problems with them',
      ],
    });
    // The record of what is no longer kept says less than what was signed.
    const [event] = await store.events(streams.record);
    const data = event?.type === 'record.trimmed' ? event.data : undefined;
    const ended = data?.ended.map(([stream, seq, hash]) => [stream, seq, stream === 'incident/i1' ? 'other' : hash]);
    await knex('events')
      .where({ stream: streams.record })
      .update('data', JSON.stringify({ ...data, ended }));
    await writeAnew(knex, streams.record);
    expect(run(reach, ...checked).says).toContain('incident/i1: all of it is missing, checkpoint 1 knew it');
  });
});
