import { execFileSync } from 'node:child_process';
import { Client } from 'pg';
import { describeEachDatabase, type TestDatabase } from '../../store/testDatabases';
import { acting } from '../act';
import { postgresRunner, type PostgresSettings } from './postgresRunner';
import type { Leave } from './runner';

const eventually = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 10));
};

interface Process {
  pid: number;
  parent: number;
  title: string;
}

const processes = (): Process[] =>
  execFileSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' })
    .split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap(found => (found ? [{ pid: Number(found[1]), parent: Number(found[2]), title: found[3] ?? '' }] : []));

const parentOf = (child: number) => processes().find(({ pid }) => pid === child)?.parent ?? 0;

/** The server's side of our own connection, on the server that this one is of too. */
const ourBackend = (other: number) => {
  const server = parentOf(other);
  const ours = processes().find(({ parent, title }) => parent === server && title.startsWith('postgres: autocura '));
  if (!ours) throw new Error('we are not connected');
  return ours.pid;
};

const eventuallyGone = (gone: number) => {
  while (processes().some(({ pid }) => pid === gone));
};

describeEachDatabase(
  'acting on PostgreSQL',
  open => {
    let database: TestDatabase;
    let port: number;
    const clients: Client[] = [];
    const stopped: number[] = [];

    beforeEach(async () => {
      database = await open();
      if (database.reach.client !== 'pg') throw new Error('needs PostgreSQL');
      port = database.reach.port;
      await database.knex.raw(`
        do $$ begin
          create role shop login; create role reports login; create role copy login replication;
          create role autocura login; grant pg_signal_backend, pg_read_all_stats to autocura;
          create role onlooker login;
        exception when duplicate_object then null; end $$;
        drop table if exists public.stock;
        create table public.stock (id int primary key, left_over int);
        insert into public.stock select n, 5 from generate_series(1, 3) n;
        grant all on public.stock to public;
        create or replace function public.stubborn() returns void language plpgsql as $$ begin
          loop begin perform pg_sleep(60); exception when query_canceled then null; end; end loop;
        end $$`);
    });
    afterEach(async () => {
      stopped.splice(0).forEach(pid => signal(pid, 'SIGCONT'));
      await Promise.all(clients.splice(0).map(client => client.end().catch(() => undefined)));
    });

    const signal = (pid: number, name: NodeJS.Signals) => {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended.
      }
    };
    const url = (role: string) => `postgres://${role}@127.0.0.1:${port}/postgres`;
    const connect = async (role: string) => {
      const client = new Client({ connectionString: url(role) });
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      return { client, pid: rows[0]?.pid ?? 0, ended: new Promise<void>(resolve => client.on('end', () => resolve())) };
    };
    const ask = async <T extends object>(sql: string, ...values: (string | number)[]) =>
      (await database.knex.raw<{ rows: T[] }>(sql, values)).rows;
    const lives = async (pid: number) => (await ask('select 1 from pg_stat_activity where pid = ?', pid)).length > 0;

    /** A session that holds a row and one that wants it. */
    const queue = async (role = 'shop', then?: string) => {
      const holder = await connect(role);
      await holder.client.query('begin');
      await holder.client.query('update public.stock set left_over = 4 where id = 1');
      const held = then === undefined ? undefined : settled(holder.client.query(then));
      const waiter = await connect('shop');
      const waited = settled(waiter.client.query('update public.stock set left_over = 3 where id = 1'));
      await eventually(async () => {
        const [row] = await ask<{ waits: boolean }>('select cardinality(pg_blocking_pids(?)) > 0 as waits', waiter.pid);
        return row?.waits === true;
      });
      return { holder, waiter, waited, held };
    };
    const settled = (query: Promise<unknown>) =>
      query.then(
        () => 'done',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );

    const runner = (about: Partial<PostgresSettings> & { role?: string; olderThan?: number } = {}) =>
      postgresRunner({
        servers: { orders: { url: url(about.role ?? 'autocura'), roles: ['shop'], olderThan: about.olderThan ?? 0 } },
        timeoutMs: 2_000,
        graceMs: 2_000,
        ...about,
      });
    const on = { service: 'orders' };
    const leave = (rightBefore: () => void): Leave => ({
      incidentId: 'i',
      fence: 1,
      signal: new AbortController().signal,
      left: () => {
        rightBefore();
        return 5_000;
      },
    });
    const stop = (pid: number) => {
      stopped.push(pid);
      signal(pid, 'SIGSTOP');
    };

    test('what idles in a transaction is terminated, and whoever waited goes on', async () => {
      const { holder, waited } = await queue();
      const preview = await runner().preview?.('terminate-blocker', on, 'k');
      const object = `session ${holder.pid} of orders`;
      const aside = 'idle in transaction, 0 s, 1 waiting';
      expect(preview).toEqual([{ object, field: '', from: 'shop', uid: expect.stringMatching(/^\d{4}-/), aside }]);
      expect(await lives(holder.pid)).toBe(true);
      expect(await runner().run('terminate-blocker', on, 'k')).toBe(
        `terminated session ${holder.pid} of shop, which 1 waited for`,
      );
      await holder.ended;
      expect(await waited).toBe('done');
    });

    test('G-36 the same again does nothing', async () => {
      await queue();
      await runner().run('terminate-blocker', on, 'k');
      expect(await runner().run('terminate-blocker', on, 'k')).toBe('nothing was in the way any more');
      expect(await runner().preview?.('terminate-blocker', on, 'k')).toEqual([]);
    });

    test('what runs is cancelled, and its session lives on', async () => {
      const { holder, held, waited } = await queue('shop', 'select pg_sleep(60)');
      expect(await runner().run('cancel-blocker', on, 'k')).toContain(`cancelled session ${holder.pid}`);
      expect(await held).toContain('canceling statement');
      expect(await lives(holder.pid)).toBe(true);
      await holder.client.query('rollback');
      expect(await waited).toBe('done');
    });

    test('what idles has nothing to be cancelled', async () => {
      const { holder } = await queue();
      await expect(runner().run('cancel-blocker', on, 'k')).rejects.toMatchObject({ when: 'refused' });
      expect(await lives(holder.pid)).toBe(true);
    });

    test('what does not let itself be cancelled is terminated, where that was asked for', async () => {
      const { holder } = await queue('shop', 'select public.stubborn()');
      await expect(runner({ graceMs: 300 }).run('cancel-blocker', on, 'k')).rejects.toMatchObject({
        when: 'unknown',
        message: expect.stringContaining('but it goes on'),
      });
      expect(await lives(holder.pid)).toBe(true);
      expect(await runner({ graceMs: 300 }).run('terminate-blocker', on, 'k')).toContain('terminated');
      await holder.ended;
    });

    describe('G-12 nobody is ended but who is meant', () => {
      test.each([
        { name: 'another role', role: 'reports', says: 'not on the list' },
        { name: 'a superuser', role: 'postgres', says: "a superuser's" },
        { name: 'who may replicate', role: 'copy', says: "a superuser's, or one that may replicate" },
        { name: 'ourselves', role: 'autocura', says: 'is our own' },
      ])('$name', async ({ role, says }) => {
        const { holder } = await queue(role);
        await expect(runner().run('terminate-blocker', on, 'k')).rejects.toMatchObject({
          when: 'refused',
          message: expect.stringContaining(says),
        });
        expect(await lives(holder.pid)).toBe(true);
      });

      test.each([
        { name: 'who is too young', about: { olderThan: 3_600 }, says: 'younger than 3600 s' },
        { name: 'whom we may not see', about: { role: 'onlooker' }, says: 'pg_read_all_stats' },
      ])('$name', async ({ about, says }) => {
        const { holder } = await queue();
        await expect(runner(about).run('terminate-blocker', on, 'k')).rejects.toMatchObject({
          when: 'refused',
          message: expect.stringContaining(says),
        });
        expect(await lives(holder.pid)).toBe(true);
      });

      test('who changes the schema', async () => {
        const { holder } = await queue('shop', 'lock table public.stock in access exclusive mode');
        await expect(runner().run('terminate-blocker', on, 'k')).rejects.toMatchObject({
          message: expect.stringContaining('changes the schema'),
        });
        expect(await lives(holder.pid)).toBe(true);
      });

      test('who waits, named by pid', async () => {
        const { waiter } = await queue();
        await runner().run('terminate-blocker', { ...on, pid: waiter.pid }, 'k');
        expect(await lives(waiter.pid)).toBe(true);
      });

      test('a server that nobody named', async () => {
        await expect(runner().run('terminate-blocker', { service: 'constructor' }, 'k')).rejects.toMatchObject({
          when: 'refused',
        });
      });
    });

    test('without the right to signal it is refused', async () => {
      await database.knex.raw('grant pg_read_all_stats to onlooker');
      const { holder } = await queue();
      await expect(runner({ role: 'onlooker' }).run('terminate-blocker', on, 'k')).rejects.toMatchObject({
        when: 'refused',
        message: expect.stringContaining('permission denied'),
      });
      await database.knex.raw('revoke pg_read_all_stats from onlooker');
      expect(await lives(holder.pid)).toBe(true);
    });

    test('G-30 a transaction that ended meanwhile is not mistaken for the next one of its session', async () => {
      const { holder, waited } = await queue();
      const done = new Promise<void>(resolve => {
        void runner()
          .run(
            'terminate-blocker',
            on,
            'k',
            leave(() => {
              // The server reads both in this order, since ours is sent after it.
              void holder.client.query('commit').then(() => holder.client.query('begin'));
              const until = performance.now() + 200;
              while (performance.now() < until);
            }),
          )
          .then(() => resolve());
      });
      await done;
      expect(await waited).toBe('done');
      expect(await lives(holder.pid)).toBe(true);
    });

    test('G-35 nothing is told once the leave has run out', async () => {
      const { holder } = await queue();
      const over = { ...leave(() => undefined), left: () => 0 };
      await expect(runner().run('terminate-blocker', on, 'k', over)).rejects.toMatchObject({ when: 'before' });
      expect(await lives(holder.pid)).toBe(true);
    });

    describe('G-37 in the middle of it', () => {
      /** Does it, and `what` right before our backend is told to. */
      const midAct = async (what: (ours: number) => void) => {
        const found = await queue();
        let tries = 0;
        const { act } = acting({ runners: { default: runner({ timeoutMs: 500 }) }, retryAfterMs: [0, 0] });
        const step = { action: 'terminate-blocker', target: 'orders', params: on };
        const telling = leave(() => {
          tries += 1;
          what(ourBackend(found.holder.pid));
        });
        const end = await act(step, 'k', telling).then(
          () => 'done',
          ({ when }: { when: string }) => when,
        );
        return { ...found, end, tries };
      };

      test('our backend hangs: it may have happened, late, and is not repeated', async () => {
        const { holder, end, tries } = await midAct(pid => stop(pid));
        expect([end, tries]).toEqual(['unknown', 1]);
        expect(await lives(holder.pid)).toBe(true);
        stopped.splice(0).forEach(pid => signal(pid, 'SIGCONT'));
        await holder.ended;
      });

      test('our backend is slow: it is done', async () => {
        const { holder, end, tries } = await midAct(pid => {
          stop(pid);
          setTimeout(() => signal(pid, 'SIGCONT'), 100);
        });
        expect([end, tries]).toEqual(['done', 1]);
        await holder.ended;
      });

      test('our backend is ended: it may have happened', async () => {
        const { holder, end, tries } = await midAct(pid => {
          signal(pid, 'SIGTERM');
          eventuallyGone(pid);
        });
        expect([end, tries]).toEqual(['unknown', 1]);
        expect(await lives(holder.pid)).toBe(true);
      });

      test('the server hangs before anything is told: nothing was done, and it is tried again', async () => {
        const { holder } = await queue();
        stop(parentOf(holder.pid));
        const asked = runner({ timeoutMs: 200 }).run('terminate-blocker', on, 'k');
        await expect(asked).rejects.toMatchObject({ when: 'before' });
        stopped.splice(0).forEach(pid => signal(pid, 'SIGCONT'));
        expect(await lives(holder.pid)).toBe(true);
      });

      test('nobody listens: nothing was done', async () => {
        const nobody = 'postgres://a:canary@127.0.0.1:1/postgres';
        const servers = { orders: { url: nobody, roles: ['shop'], olderThan: 0 } };
        await expect(runner({ servers }).run('terminate-blocker', on, 'k')).rejects.toMatchObject({
          when: 'before',
          message: expect.not.stringContaining('canary'),
        });
      });

      test('our backend is killed, and the server starts anew: it may have happened', async () => {
        const { holder, end, tries } = await midAct(pid => signal(pid, 'SIGKILL'));
        expect([end, tries]).toEqual(['unknown', 1]);
        await holder.ended;
        await eventually(() =>
          connect('postgres').then(
            () => true,
            () => false,
          ),
        );
      });
    });
  },
  ['pg'],
);
