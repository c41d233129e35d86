import makeKnex from 'knex';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, makePostgres, runPostgres } from '../../plugins/backstage-backend/src/store/testDatabases';
import { realHaproxy } from '../../plugins/backstage-backend/src/testSupport/realHaproxy';
import { startBackend } from '../demo/src/backend';
import { buildBackend } from '../demo/src/build';
import { until } from '../demo/src/wait';
import { buildTag, newestTag } from './olderVersion';

const root = resolve(__dirname, '../..');
const tokens = { shop: 'shop-token-of-a-test', operator: 'operator-token-of-a-test' };
const shop = { supervisor: 'http://127.0.0.1:9', supervisorToken: 'supervisor-token-of-a-test' };
const places = ['one', 'two'] as const;
type Backend = Awaited<ReturnType<typeof startBackend>>;

test('the newest release and this version work side by side on one PostgreSQL, there and back, and refuse nothing', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'autocura-upgrade-'));
  const old = await buildTag(root, newestTag(root));
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
    return startBackend({ root: version, dir, port: ports[place], tokens, shop, configs: [database] });
  };
  const running: Partial<Record<keyof typeof ports, Backend>> = {};
  const replace = async (place: keyof typeof ports, version: string) => {
    await running[place]?.stop();
    running[place] = await start(place, version);
    const { length } = sender.accepted;
    await until('alerts by all', () => sender.accepted.length > length + 50, 60_000);
  };
  const front = await freePort();
  const file = join(directory, 'haproxy.cfg');
  writeFileSync(file, proxy(front, Object.values(ports)));
  const sender = new Sender(`http://127.0.0.1:${front}`);
  let haproxy: Awaited<ReturnType<typeof realHaproxy>> | undefined;
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
    haproxy = await realHaproxy(file, front, {});
    await until('the proxy to know both', () => sender.one());
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
});

/** As in front of any replicas: who is not ready gets nothing, and what found nobody goes to another. */
const proxy = (front: number, ports: number[]) => `
defaults
  mode http
  timeout connect 1s
  timeout check 10s
  timeout client 30s
  timeout server 30s
  # Longer than it takes to see that one is gone.
  retries 10
  option redispatch 1
  retry-on conn-failure empty-response response-timeout 503
listen autocura
  bind 127.0.0.1:${front}
  option httpchk GET /.backstage/health/v1/readiness
  default-server inter 500ms fall 2 rise 1
${ports.map(port => `  server at-${port} 127.0.0.1:${port} check`).join('\n')}
`;

/** Sends one new alert after the other and remembers which were taken. */
class Sender {
  readonly accepted: string[] = [];
  readonly refused: string[] = [];
  private count = 0;
  private flowing?: Promise<void>;
  private stopped = false;

  constructor(private readonly url: string) {}

  flow(perSecond: number): Promise<void> {
    this.flowing = (async () => {
      while (!this.stopped) {
        const now = new Date().toISOString();
        if (!(await this.one())) this.refused.push(now);
        await pause(1000 / perSecond);
      }
    })();
    return this.flowing;
  }

  async stop() {
    this.stopped = true;
    await this.flowing;
  }

  async one(): Promise<boolean> {
    this.count += 1;
    const fingerprint = this.count.toString(16).padStart(16, '0');
    const labels = { alertname: 'TargetDown', service: `service-${this.count % 20}`, severity: 'warning' };
    const alert = { fingerprint, status: 'firing', labels, annotations: {}, startsAt: new Date().toISOString() };
    const answer = await fetch(`${this.url}/api/autocura/v1/alerts/alertmanager`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.shop}`, 'content-type': 'application/json' },
      body: JSON.stringify({ version: '4', groupKey: '{}', alerts: [alert] }),
    }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 202) this.accepted.push(fingerprint);
    return answer?.status === 202;
  }
}
