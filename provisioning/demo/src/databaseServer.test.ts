import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { PidFile } from './pids';
import { portsOf, takeLane } from './ports';
import { startPostgres } from './postgres';
import type { Lane } from './ports';
import type { Postgres } from './postgres';

let dir: string;
let lane: Lane;
let postgres: Postgres;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'database-'));
  lane = await takeLane(50);
  const { postgres: port } = portsOf(lane.base);
  postgres = await startPostgres(join(dir, 'postgres'), port, join(dir, 'log'), new PidFile(join(dir, 'pids.json')));
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  await lane.release();
  rmSync(dir, { recursive: true, force: true });
});

/** A session that asks once and stays, until the server goes. */
async function session() {
  const client = new Client({ connectionString: postgres.url, connectionTimeoutMillis: 1000, query_timeout: 1000 });
  client.on('error', () => {});
  await client.connect();
  return client;
}

test.each(['SIGKILL', 'SIGSTOP'] as const)(
  'after %s nobody gets through until it is restarted',
  async signal => {
    const before = await session();
    await before.query("insert into orders (cart, product, status) values ($1, 1, 'new')", [signal]);
    const { pid } = postgres;

    postgres.signal(signal);
    await expect(before.query('select 1')).rejects.toThrow();
    await expect(session()).rejects.toThrow();

    await postgres.restart();
    expect(postgres.pid).not.toBe(pid);
    const after = await session();
    expect((await after.query('select 1 from orders where cart = $1', [signal])).rowCount).toBe(1);
    await after.end();
  },
  60_000,
);
