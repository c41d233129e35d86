import { alertKey } from '@autocura/common';
import type { Alert } from '@autocura/common';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Traffic } from '../dev/soak/traffic';
import { Store } from './store';
import { binaries, connectTo, freePort, migrations, type Reach } from './store/testDatabases';
import { startPair } from './store/testStandby';
import { until } from './testSupport/quick';
import { realHaproxy } from './testSupport/realHaproxy';
import { type HealerProcess, healersOfSuite } from './testSupport/startHealer';
import { watchedOutside } from './testSupport/watchedOutside';

/** The one that npm brings, and Debian's. */
const versions = { 18: binaries(), 15: '/usr/lib/postgresql/15/bin' };
const present = Object.entries(versions).filter(([, bin]) => existsSync(bin));

const calmMs = 15_000;

describe.each(present)('R12 PostgreSQL %s fails over to its standby under load', (_, bin) => {
  const start = healersOfSuite();

  it('loses no acknowledged alert, refuses none after 15 s, and does nothing twice', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'autocura-failover-'));
    const pair = await startPair(directory, bin);
    const port = await freePort();
    const admin = connectTo({ client: 'pg', port: pair.primary.port, schema: 'public' });
    await admin.raw('create role haproxy_check login');
    await admin.raw('create schema autocura');
    expect((await admin.raw('select sync_state from pg_stat_replication')).rows).toEqual([{ sync_state: 'sync' }]);
    await admin.destroy();
    const proxy = await realHaproxy(resolve(__dirname, '../../../provisioning/postgres/haproxy.cfg'), port, {
      POSTGRES_LISTEN: `127.0.0.1:${port}`,
      POSTGRES_ONE: `127.0.0.1:${pair.primary.port}`,
      POSTGRES_TWO: `127.0.0.1:${pair.standby.port}`,
    });
    const reach: Reach = { client: 'pg', port, schema: 'autocura' };
    const knex = connectTo(reach, { log: { warn: () => undefined } });
    const traffic: Traffic[] = [];
    const outside = await watchedOutside(service => traffic[0]?.end(service));
    try {
      const store = await until('the proxy to know the primary', () =>
        Store.create(knex, { migrations }).catch(() => undefined),
      );
      // A busy machine measures late, and nobody is to give up for that.
      const durations = { patience: 60_000, verify: 5_000 };
      const told = { reach, outside: outside.url, leaseMs: 4_000, databaseMs: 2_000, durations };
      const replicas = [await start(told), await start(told)];
      const refusals: number[] = [];
      const watched = replicas.map(one => refusing(one, () => refusals.push(performance.now())));
      const load = new Traffic(outside, () => watched);
      traffic.push(load);
      void load.flow(20);
      await until('work under way', () => outside.effects.size >= 5);

      await pair.killPrimary();
      const killed = performance.now();
      await until('the loss to be felt', () => refusals.length > 0);
      await pair.promote();
      await pause(Math.max(0, killed + calmMs - performance.now()));
      const calm = performance.now();
      const [effects, deliveries] = [outside.effects.size, load.delivered.length];
      await until('healing to go on', () => outside.effects.size >= effects + 5);
      await until('a hundred more to be taken', () => load.delivered.length >= deliveries + 100);
      await load.stop();
      expect(refusals.filter(at => at > calm)).toEqual([]);

      await until('every incident to end', async () => (await store.openVersions()).length === 0);
      const kept = new Map((await store.alertsSince(new Date(0))).map(alert => [alertKey(alert), alert.status]));
      expect([...load.acknowledged].filter(([key, status]) => kept.get(key) !== status)).toEqual([]);
      expect([...outside.effects.values()].filter(({ times }) => times > 1)).toEqual([]);
      for await (const stream of store.streamNames()) expect((await store.verifyChain(stream)).intact).toBe(true);
    } finally {
      await knex.destroy();
      await outside.close();
      await proxy.stop();
      await pair.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

/** The same, and says when it does not accept. */
const refusing = (one: HealerProcess, refused: () => void): HealerProcess => ({
  ...one,
  async accepts(alert: Alert) {
    const accepted = await one.accepts(alert);
    if (!accepted) refused();
    return accepted;
  },
});
