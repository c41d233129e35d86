import type { Knex } from 'knex';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFromReplica } from './replica';
import { Store } from './Store';
import { binaries, connectTo, migrations } from './testDatabases';
import { happen } from './testHappen';
import { type Pair, startPair } from './testStandby';

const versions = { 18: binaries(), 15: '/usr/lib/postgresql/15/bin' };

describe.each(Object.entries(versions).filter(([, bin]) => existsSync(bin)))(
  'reading from a standby of PostgreSQL %s',
  (_, bin) => {
    const directory = mkdtempSync(join(tmpdir(), 'autocura-replica-'));
    let pair: Pair;
    let [primary, replica]: Knex[] = [];
    beforeAll(async () => {
      pair = await startPair(directory, bin);
      const to = (port: number) =>
        connectTo({ client: 'pg', port, schema: 'public' }, { log: { warn: () => undefined } });
      [primary, replica] = [to(pair.primary.port), to(pair.standby.port)];
    });
    afterAll(async () => {
      await Promise.all([primary?.destroy(), replica?.destroy()]);
      // The standby was ended by the test.
      await pair.primary.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    it('serves lists while it keeps up, and never what is decided by; the primary does when it falls behind or is gone', async () => {
      const asked: string[] = [];
      replica!.on('query', ({ sql }: { sql: string }) => {
        if (!sql.includes('pg_last_wal_replay_lsn')) asked.push(sql);
      });
      const clock = { ms: 0 };
      const store = await Store.create(primary!, { migrations });
      const read = readFromReplica(primary!, replica!, () => clock.ms);
      const listed = async () => {
        clock.ms += 300;
        return read(async from => (await from<{ id: string }>('incidents').orderBy('id').pluck('id')) as string[]);
      };
      const fromReplica = async () => {
        const before = asked.length;
        const ids = await listed();
        return [ids, asked.length > before];
      };
      await happen(store, 'i1', 'incident.opened', 1);
      while (!(await fromReplica())[1]) await replica!.raw('select 1');
      expect(await fromReplica()).toEqual([['i1'], true]);

      await replica!.raw('select pg_wal_replay_pause()');
      await happen(store, 'i2', 'incident.opened', 2);
      clock.ms += 2_000;
      expect(await fromReplica()).toEqual([['i1', 'i2'], false]);
      await replica!.raw('select pg_wal_replay_resume()');
      while (!(await fromReplica())[1]) await replica!.raw('select 1');
      expect(await fromReplica()).toEqual([['i1', 'i2'], true]);

      const whole = await Store.create(primary!, { migrations, replica: replica! });
      asked.length = 0;
      await whole.incident('i1');
      await whole.openIncidents();
      await whole.incidents({ limit: 9 });
      await whole.pendingAlerts(9);
      await whole.begunSince(new Date(0));
      expect(asked).toEqual([]);
      expect((await whole.lists.incidents({ limit: 9 })).items.map(({ id }) => id).sort()).toEqual(['i1', 'i2']);
      expect(asked).toEqual([expect.stringContaining('incidents')]);

      await pair.standby.stop();
      expect(await fromReplica()).toEqual([['i1', 'i2'], false]);
    });
  },
);
