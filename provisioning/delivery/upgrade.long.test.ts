import makeKnex from 'knex';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, makePostgres, runPostgres } from '../../plugins/backstage-backend/src/store/testDatabases';
import { startBackend } from '../demo/src/backend';
import { buildBackend } from '../demo/src/build';
import { until } from '../demo/src/wait';
import { buildTag, newestTag } from './olderVersion';
import { proxyBefore, TestSender } from './testSender';

const root = resolve(__dirname, '../..');
const tokens = { shop: 'shop-token-of-a-test', operator: 'operator-token-of-a-test' };
const shop = { supervisor: 'http://127.0.0.1:9', supervisorToken: 'supervisor-token-of-a-test' };
const places = ['one', 'two'] as const;
type Backend = Awaited<ReturnType<typeof startBackend>>;

jest.setTimeout(45 * 60_000);
/** On a machine that has much else to do. */
const patiently = 600_000;

const tag = newestTag(root);
if (tag === undefined)
  test.skip('an upgrade: this clone has no tag v… to upgrade from, which `git fetch --tags` brings', () => undefined);
else
  test(`${tag} and this version work side by side on one PostgreSQL, there and back, and refuse nothing`, () =>
    upgradeFrom(tag));

async function upgradeFrom(release: string) {
  const directory = mkdtempSync(join(tmpdir(), 'autocura-upgrade-'));
  const old = await buildTag(root, release);
  await buildBackend(root, () => undefined);
  const postgres = join(directory, 'pg');
  await makePostgres(postgres);
  const server = await runPostgres(postgres, await freePort());
  const database = join(directory, 'database.yaml');
  writeFileSync(
    database,
    `backend: { database: { client: pg, connection: { host: 127.0.0.1, port: ${server.port}, user: postgres } } }`,
  );
  const ports = { one: await freePort(), two: await freePort() };
  const start = (place: keyof typeof ports, version: string) => {
    const dir = join(directory, place);
    return startBackend({
      root: version,
      dir,
      port: ports[place],
      tokens,
      shop,
      configs: [database],
      readyMs: patiently,
    });
  };
  const running: Partial<Record<keyof typeof ports, Backend>> = {};
  const replace = async (place: keyof typeof ports, version: string) => {
    await running[place]?.stop();
    running[place] = await start(place, version);
    const { length } = sender.accepted;
    await until('alerts by all', () => sender.accepted.length > length + 50, patiently);
  };
  const front = await freePort();
  const sender = new TestSender(`http://127.0.0.1:${front}`, tokens.shop);
  let haproxy: Awaited<ReturnType<typeof proxyBefore>> | undefined;
  const knex = makeKnex({
    client: 'pg',
    connection: { host: '127.0.0.1', port: server.port, user: 'postgres', database: 'backstage_plugin_autocura' },
  });
  try {
    for (const place of places) {
      mkdirSync(join(directory, place));
      running[place] = await start(place, old.folder);
    }
    const before = await knex('knex_migrations').select('name');
    haproxy = await proxyBefore(root, front, [ports.one, ports.two]);
    await until('the proxy to know both', () => sender.one(), patiently);
    void sender.flow(10);

    for (const place of places) await replace(place, root);
    const after = await knex('knex_migrations').select('name');
    expect(after.map(({ name }) => name)).toEqual(expect.arrayContaining(before.map(({ name }) => name)));
    // And back: the version before starts where the new one has been.
    for (const place of [...places].reverse()) await replace(place, old.folder);
    await sender.stop();

    expect(sender.refused).toEqual([]);
    const kept = new Set((await knex('alerts').select('key')).map(({ key }: { key: string }) => key.split('@')[0]));
    expect(sender.accepted.length).toBeGreaterThan(200);
    expect(sender.accepted.filter(fingerprint => !kept.has(fingerprint))).toEqual([]);
  } finally {
    await sender.stop();
    await haproxy?.stop();
    await knex.destroy();
    await Promise.all(Object.values(running).map(backend => backend.stop()));
    await server.stop();
    old.remove();
    rmSync(directory, { recursive: true, force: true });
  }
}
