import makeKnex from 'knex';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, makePostgres, runPostgres } from '../../plugins/backstage-backend/src/store/testDatabases';
import { startBackend } from '../demo/src/backend';
import { buildBackend } from '../demo/src/build';
import { until } from '../demo/src/wait';
import { proxyBefore, TestSender } from './testSender';

const root = resolve(__dirname, '../..');
const tokens = { shop: 'shop-token-of-a-test', operator: 'operator-token-of-a-test' };
const shop = { supervisor: 'http://127.0.0.1:9', supervisorToken: 'supervisor-token-of-a-test' };
const places = { one: 'api', two: 'api', three: 'healer', four: 'healer', five: 'watcher' } as const;
type Place = keyof typeof places;
type Backend = Awaited<ReturnType<typeof startBackend>>;

jest.setTimeout(45 * 60_000);
/** On a machine that has much else to do. */
const patiently = 600_000;
/** What R11 gives a process to end. */
const endsWithinMs = 25_000;

test('roles in processes of their own, two that take alerts behind HAProxy: each ends and comes back, and nothing is refused', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'autocura-roles-'));
  await buildBackend(root, () => undefined);
  const folder = join(directory, 'pg');
  await makePostgres(folder);
  const server = await runPostgres(folder, await freePort());
  const running: Partial<Record<Place, Backend>> = {};
  const ports = {} as Record<Place, number>;
  const start = async (place: Place) => {
    const dir = join(directory, place);
    mkdirSync(dir, { recursive: true });
    const config = join(dir, 'role.yaml');
    const connection = `{ host: 127.0.0.1, port: ${server.port}, user: postgres }`;
    writeFileSync(
      config,
      `backend: { database: { client: pg, connection: ${connection} } }\nautocura: { roles: [${places[place]}] }`,
    );
    ports[place] ??= await freePort();
    const options = { root, dir, port: ports[place], tokens, shop, configs: [config], readyMs: patiently };
    running[place] = await startBackend(options);
  };
  const knex = makeKnex({
    client: 'pg',
    connection: { host: '127.0.0.1', port: server.port, user: 'postgres', database: 'backstage_plugin_autocura' },
  });
  /** How many alerts are in no incident that had come by then. */
  const waiting = async (by: Date) => {
    const found = knex('alerts').whereNull('incident_id').andWhere('received_at', '<', by.toISOString());
    return Number((await found.count({ n: '*' }))[0]?.n);
  };
  const front = await freePort();
  const sender = new TestSender(`http://127.0.0.1:${front}`, tokens.shop);
  let haproxy: Awaited<ReturnType<typeof proxyBefore>> | undefined;
  try {
    await start('one');
    await start('two');
    haproxy = await proxyBefore(root, front, [ports.one, ports.two]);
    await until('the proxy to know both', () => sender.one(), patiently);
    void sender.flow(10);
    // Who takes alerts does nothing about them.
    await until('alerts to be taken', () => sender.accepted.length > 50, patiently);
    expect(await knex('incidents').select('id')).toEqual([]);

    for (const place of ['three', 'four', 'five'] as const) await start(place);
    const healing = new Date();
    await until('what came before to be in incidents', async () => (await waiting(healing)) === 0, patiently);
    // Who heals answers nobody.
    const headers = { authorization: `Bearer ${tokens.operator}` };
    expect((await fetch(`${running.three?.url}/api/autocura/v1/incidents`, { headers })).status).toBe(404);

    for (const place of ['one', 'two', 'three', 'five'] as const) {
      const began = performance.now();
      await running[place]?.stop();
      expect(performance.now() - began).toBeLessThan(endsWithinMs);
      const { length } = sender.accepted;
      await until('alerts by the rest', () => sender.accepted.length > length + 20, patiently);
      await start(place);
    }
    running.four?.kill('SIGKILL');
    await running.four?.exited;
    const { length } = sender.accepted;
    await until('more alerts', () => sender.accepted.length > length + 20, patiently);
    await sender.stop();
    await until('the other healer to take them all', async () => (await waiting(new Date())) === 0, patiently);

    expect(sender.refused).toEqual([]);
    const kept = new Set((await knex('alerts').select('key')).map(({ key }: { key: string }) => key.split('@')[0]));
    expect(sender.accepted.filter(fingerprint => !kept.has(fingerprint))).toEqual([]);
  } finally {
    await sender.stop();
    await haproxy?.stop();
    await knex.destroy();
    await Promise.all(Object.values(running).map(backend => backend.stop()));
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
});
