import type { Incident } from '@autocura/common';
import { AutocuraClient } from '@autocura/common';
import makeKnex, { type Knex } from 'knex';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startBackend } from '../../../provisioning/demo/src/backend';
import { buildBackend } from '../../../provisioning/demo/src/build';
import { until } from '../../../provisioning/demo/src/wait';
import { realAlertmanager } from './ingest/testSupport/realAlertmanager';
import { freePort } from './sources/prometheus/testSupport/prometheus';
import { describeEachDatabase, type Reach } from './store/testDatabases';
import { lagMeter } from './testSupport/lag';
import { serviceOf, stormAlert, stormySystem } from './testSupport/stormySystem';
import { supervisorThatCounts } from './testSupport/supervisorThatCounts';

jest.setTimeout(15 * 60_000);

const root = resolve(__dirname, '../../..');
const tokens = { shop: 'shop-token-of-a-test', operator: 'operator-token-of-a-test' };
const [alerts, atOnce, withinMs] = [10_000, 100, 10_000];
const services = Array.from({ length: 200 }, (_, n) => serviceOf(n));
const mostIncidents = 100;
const mostLagMs = 150;
const caps = { perHour: 12, perTargetPerHour: 2 };
/** Every service may be restarted, and nothing but the caps stands in the way. */
const policy = {
  name: 'restart anything',
  match: { action: ['restart'] },
  mode: 'auto',
  limits: {
    ...{ ...caps, cooldown: '1s', attemptsPerEpisode: 100, failuresPerDay: 100, tryAgain: true },
    ...{ stormShare: 1, stormIncidents: 1000, interruptLastReplica: true },
  },
};
/** Prometheus answers late while everything else is busy: causes are looked for until it does. */
const durations = { patience: { minutes: 5 } };

function databaseOf(reach: Reach, dir: string): { config: object; reach: Knex.Config } {
  if (reach.client === 'better-sqlite3') {
    const filename = join(dir, 'backend', 'autocura.sqlite');
    return { config: {}, reach: { client: reach.client, connection: { filename }, useNullAsDefault: true } };
  }
  const connection = { host: '127.0.0.1', port: reach.port, user: 'postgres', password: '' };
  return {
    config: { backend: { database: { client: 'pg', connection } } },
    reach: { client: 'pg', connection: { ...connection, database: 'backstage_plugin_autocura' } },
  };
}

/** The built backend between a real Alertmanager and a real Prometheus, and a process beside it that does nothing. */
async function start(reach: Reach, dir: string, stops: (() => Promise<unknown>)[]) {
  await buildBackend(root, () => undefined);
  const database = databaseOf(reach, dir);
  const system = await stormySystem(services);
  stops.push(system.stop);
  const supervisor = await supervisorThatCounts();
  stops.push(supervisor.stop);
  const port = await freePort();
  const webhook = `http://127.0.0.1:${port}/api/autocura/v1/alerts/alertmanager`;
  const grouping = { group_by: ['service'], group_wait: '0s', group_interval: '1s' };
  const alertmanager = await realAlertmanager(webhook, tokens.shop, grouping);
  stops.push(alertmanager.stop);

  const [config, rules] = [join(dir, 'storm.yaml'), join(dir, 'policy.yaml')];
  writeFileSync(rules, JSON.stringify([policy]));
  writeFileSync(config, JSON.stringify({ ...database.config, autocura: { policy: rules, durations } }));
  const meter = lagMeter(dir);
  const control = await meter.control();
  stops.push(control.stop);
  // The backend is started with what this process has.
  Object.assign(process.env, meter.env);
  const backend = await startBackend({
    ...{ root, dir, port, tokens, configs: [config], nodeArgs: meter.args },
    shop: {
      ...{ prometheus: system.url, alertmanager: alertmanager.url },
      ...{ supervisor: supervisor.url, supervisorToken: tokens.shop },
    },
  });
  // It waits for its connections to end, and Alertmanager keeps some.
  stops.push(backend.stop, alertmanager.stop);
  const headers = { authorization: `Bearer ${tokens.operator}` };
  const client = new AutocuraClient((path, init) => fetch(`${backend.url}/api/autocura${path}`, { ...init, headers }));
  await until('the services to be known', async () => (await client.services()).items.length >= system.callers, 60_000);
  await until('what is normal to be known', system.hasHistory, 60_000);
  const knex = makeKnex(database.reach);
  stops.push(() => knex.destroy());
  return {
    ...{ system, supervisor, alertmanager, client, knex },
    lags: () => Promise.all([meter.read(backend.pid ?? 0), meter.read(control.pid)]),
  };
}

async function allIncidents(client: AutocuraClient): Promise<Incident[]> {
  const { items, next } = await client.incidents({ limit: 200 });
  expect(next).toBeUndefined();
  return items;
}

describeEachDatabase('R6 a storm', open => {
  it(`of ${alerts} alerts in ${withinMs / 1000} s is kept, few incidents, bounded in what is done, and no burden`, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'storm-'));
    const stops: (() => Promise<unknown>)[] = [];
    try {
      const { reach } = await open();
      const { system, supervisor, alertmanager, client, knex, lags } = await start(reach, dir, stops);
      const count = async (pending: number[]) => {
        const rows = knex('alerts')
          .whereIn('pending', pending)
          .whereNotNull(pending.length > 1 ? 'key' : 'incident_id');
        return Number((await rows.count({ n: '*' }))[0]?.n);
      };

      await lags();
      const began = Date.now();
      system.break();
      for (let n = 0; n < alerts; n += atOnce) {
        await alertmanager.post(Array.from({ length: atOnce }, (_, index) => stormAlert(n + index, services)));
        await pause(Math.max(0, began + ((n + atOnce) / alerts) * withinMs - Date.now()));
      }
      const posted = Date.now();
      await until('all to be stored', async () => (await count([0, 1])) >= alerts, 300_000, 250);
      const stored = Date.now();
      await until('all to be in incidents', async () => (await count([0])) >= alerts, 300_000, 250);
      const joined = Date.now();
      const [lag, control] = await lags();

      const capped = `the limit is ${caps.perHour}`;
      const refused = async () =>
        (await client.incidents({ phase: 'blocked', limit: 200 })).items.some(
          one => one.phase === 'blocked' && one.reason.includes(capped),
        );
      await until('a cap to be reached', refused, 300_000, 500);
      const living = (await allIncidents(client)).filter(({ mergedInto }) => mergedInto === undefined);
      const seconds = [posted - began, stored - posted, joined - posted].map(ms => ms / 1000);
      process.stdout.write(
        `${JSON.stringify({ client: reach.client, seconds, living: living.length, actions: supervisor.done.length, lag, control })}\n`,
      );

      expect(await count([0, 1])).toBe(alerts);
      const ids = living.map(({ id }) => id);
      const holders: string[] = await knex('incident_alerts').whereIn('incident_id', ids).pluck('key');
      expect(holders).toHaveLength(alerts);
      expect(new Set(holders).size).toBe(alerts);
      expect(living.length).toBeLessThanOrEqual(mostIncidents);

      expect(supervisor.done.length).toBeLessThanOrEqual(caps.perHour);
      const perTarget = services.map(service => supervisor.done.filter(target => target === service).length);
      expect(Math.max(...perTarget)).toBeLessThanOrEqual(caps.perTargetPerHour);
      expect(Math.max(...perTarget)).toBeGreaterThan(0);
      expect(lag.p99 - control.p99).toBeLessThanOrEqual(mostLagMs);
    } finally {
      for (const stop of stops.reverse()) await stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
