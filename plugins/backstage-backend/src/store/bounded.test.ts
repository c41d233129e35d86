import type { Knex } from 'knex';
import { Targets } from '../outbound';
import { type TcpProxy, tcpProxy } from '../testSupport/tcpProxy';
import { bound, DatabaseAwayError } from './bounded';
import { connectTo, describeEachDatabase } from './testDatabases';

const timeoutMs = 500;

describeEachDatabase(
  'a database that goes away',
  open => {
    let way: TcpProxy;
    let through: Knex;
    afterEach(async () => {
      await through.destroy();
      await way.close();
    });

    async function reached() {
      const { reach, knex } = await open();
      if (reach.client !== 'pg') throw new Error('this is about a server');
      await knex.raw('create table notes (says text)');
      way = await tcpProxy(reach.port);
      through = connectTo({ ...reach, port: way.port }, { log: { warn: () => undefined } });
      bound(through, new Targets(), timeoutMs);
      const count = async () => (await through('notes').count({ n: '*' }))[0]?.n;
      return { count, write: () => through('notes').insert({ says: 'x' }) };
    }
    const timed = async (doing: () => Promise<unknown>) => {
      const began = performance.now();
      const error = await doing().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      return { error, ms: performance.now() - began };
    };

    test.each(['swallow', 'refuse'] as const)(
      'R8 one that is gone (%s) is waited for no longer than it may, then not at all, and is used again when it is back',
      async how => {
        const { count, write } = await reached();
        await write();
        way.be(how);
        for (let asked = 0; asked < 5 + 1; asked += 1) {
          const { error, ms } = await timed(count);
          expect(error).toBeDefined();
          // For a connection, and for the statement.
          expect(ms).toBeLessThan(2 * timeoutMs + 1_000);
        }
        expect((await timed(count)).error).toBeInstanceOf(DatabaseAwayError);
        const before = performance.now();
        for (let asked = 0; asked < 20; asked += 1) await timed(count);
        expect(performance.now() - before).toBeLessThan(2_000);
        way.be('pass');
        const back = performance.now();
        while ((await timed(count)).error) await new Promise(resolve => setTimeout(resolve, 20));
        expect(performance.now() - back).toBeLessThan(10_000);
        expect(Number(await count())).toBe(1);
      },
    );

    test('R8 what takes too long in a transaction leaves nothing behind, and its connection is not used again', async () => {
      const { count } = await reached();
      await expect(
        through.transaction(async trx => {
          await trx('notes').insert({ says: 'x' });
          await trx.raw('select pg_sleep(30)');
        }),
      ).rejects.toThrow(DatabaseAwayError);
      expect(Number(await count())).toBe(0);
    });
  },
  ['pg'],
);
