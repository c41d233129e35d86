import { alertKey, AutocuraClient } from '@autocura/common';
import type { Incident, IncidentStory } from '@autocura/common';
import { spawnSync } from 'node:child_process';
import type { Knex } from 'knex';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startBackend } from './backend';
import { buildBackend } from './build';
import type { Fault } from './fault';
import { serve } from './http';
import type { Summary } from './load/records';
import { PidFile } from './pids';
import { portsOf, takeLane } from './ports';
import { startPostgres } from './postgres';
import { startShop } from './shop';
import type { Shop } from './shop';
import { wellFor } from './well';

const root = resolve(__dirname, '../../..');
const tokens = { shop: 'shop-token-of-a-test', operator: 'operator-token-of-a-test' };
const onPath = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;

/** Why no alert can fire here; undefined when one can. */
export const cannotAlert = (): string | undefined => {
  if (!onPath('prometheus')) return 'Prometheus is not installed';
  return onPath('prometheus-alertmanager') || onPath('alertmanager') ? undefined : 'Alertmanager is not installed';
};

/** What the supervisor has done, by its own log. */
export interface Done {
  key: string;
  action: string;
  params: Record<string, unknown>;
}

/** The real shop and the built backend, with what a test asks of them. */
export interface HealingShop {
  shop: Shop;
  dir: string;
  client: AutocuraClient;
  /** Incidents that are not part of another one, the oldest first. */
  incidents(): Promise<Incident[]>;
  story(id: string): Promise<IncidentStory>;
  done(): Done[];
  /** Key of each act each time that the supervisor was asked for it, before it looks whether it has seen the key. */
  askedFor: string[];
  /** Called once, while the next delivery of alerts is on its way to the backend. */
  atDelivery: (() => void | Promise<void>) | undefined;
  /** Keys of the alerts that the backend said it had taken. */
  acknowledged: Set<string>;
  summary(seconds: number): Promise<Summary>;
  /** Waits for a span without a failed or slow request and with every order confirmed. */
  wellFor(seconds: number, withinMs: number): Promise<void>;
  /** SIGKILL, then whatever is to go on without it, and the same again from what it left behind. */
  killBackend(meanwhile?: () => Promise<void>): Promise<void>;
  /** Ends the backend and says how to reach what it kept everything in. */
  endBackend(): Promise<Knex.Config>;
  stop(): Promise<void>;
}

export type Database = 'better-sqlite3' | 'pg';

/** Beside what every shop has. */
export interface More {
  /** Files laid over the shop's configuration. */
  configs?: string[];
  faults?: Fault[];
}

export async function startHealingShop(
  fromLane: number,
  database: Database = 'better-sqlite3',
  { configs = [], faults = [] }: More = {},
): Promise<HealingShop> {
  const dir = mkdtempSync(join(tmpdir(), 'healing-'));
  const lane = await takeLane(fromLane);
  const portBase = lane.base;
  const port = portsOf(portBase).spare;
  const url = `http://127.0.0.1:${port}`;
  const quiet = () => {};
  await buildBackend(root, quiet);
  const wire = await listenIn(port + 1, url, async () => {
    const { atDelivery } = healing;
    healing.atDelivery = undefined;
    await atDelivery?.();
  });
  const own = database === 'pg' ? await ownPostgres(dir, port + 2) : undefined;
  const reported = { backendUrl: wire.url, token: tokens.shop };
  const shop = await startShop({ dir, portBase, ...reported, onProgress: quiet, moreFaults: faults });
  const acts = await listenToActs(port + 3, shop.urls.supervisor);
  const urls = { ...shop.urls, supervisor: acts.url };
  const begin = () =>
    startBackend({ root, dir, port, tokens, shop: urls, configs: [...configs, ...(own ? [own.config] : [])] });
  let backend = await begin().catch(async error => {
    await shop.stop();
    await acts.close();
    await own?.stop();
    throw error;
  });

  const client = new AutocuraClient((path, init) =>
    fetch(`${url}/api/autocura${path}`, {
      ...init,
      headers: { ...init?.headers, authorization: `Bearer ${tokens.operator}` },
    }),
  );
  const summary = async (seconds: number) =>
    (await (await fetch(`${shop.urls.load}/summary?seconds=${seconds}`)).json()) as Summary;
  const healing: HealingShop = {
    shop,
    dir,
    atDelivery: undefined,
    client,
    summary,
    acknowledged: wire.acknowledged,
    askedFor: acts.askedFor,
    incidents: async () => {
      const { items } = await client.incidents({ order: 'oldest', limit: 100 });
      return items.filter(({ mergedInto }) => mergedInto === undefined);
    },
    story: id => client.incident(id),
    done: () => {
      const file = join(dir, 'actions.jsonl');
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      return lines.map(line => {
        const { key, answer } = JSON.parse(line) as { key: string; answer: { action: string; done: Done['params'] } };
        return { key, action: answer.action, params: answer.done };
      });
    },
    wellFor: (seconds, withinMs) => wellFor(shop.urls, seconds, withinMs),
    killBackend: async meanwhile => {
      backend.kill('SIGKILL');
      await backend.exited;
      await meanwhile?.();
      backend = await begin();
    },
    endBackend: async () => {
      await backend.stop();
      const filename = join(dir, 'backend', 'autocura.sqlite');
      return own ? own.reach : { client: database, connection: { filename }, useNullAsDefault: true };
    },
    stop: async () => {
      await backend.stop();
      await shop.stop();
      await acts.close();
      await wire.close();
      await own?.stop();
      await lane.release();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return healing;
}

/** A PostgreSQL that is the backend's alone: the shop's may be what is broken. */
async function ownPostgres(dir: string, port: number) {
  const pids = new PidFile(join(dir, 'own-pids.json'));
  const server = await startPostgres(join(dir, 'own-postgres'), port, join(dir, 'own-postgres.log'), pids);
  const { hostname: host, username: user, password } = new URL(server.url);
  const connection = { host, port, user, password };
  const config = join(dir, 'own-postgres.yaml');
  writeFileSync(config, JSON.stringify({ backend: { database: { client: 'pg', connection } } }), { mode: 0o600 });
  const reach: Knex.Config = { client: 'pg', connection: { ...connection, database: 'backstage_plugin_autocura' } };
  return { config, reach, stop: () => server.stop() };
}

interface Delivery {
  alerts?: { fingerprint: string; startsAt: string }[];
}

/** Passes everything on to the backend and remembers which alerts it acknowledged. */
async function listenIn(port: number, backend: string, onAlerts: () => Promise<void>) {
  const acknowledged = new Set<string>();
  const close = await serve(
    port,
    async ({ method, path, json }) => {
      const body = (await json()) as Delivery;
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens.shop}` };
      const asked = fetch(`${backend}${path}`, { method, headers, body: JSON.stringify(body) }).catch(() => undefined);
      if (body.alerts) await onAlerts();
      const answer = await asked;
      if (answer?.status === 202) body.alerts?.forEach(alert => acknowledged.add(alertKey(alert)));
      return { status: answer?.status ?? 502 };
    },
    tokens.shop,
  );
  return { url: `http://127.0.0.1:${port}`, acknowledged, close };
}

/** Passes everything on to the supervisor and remembers the key of each act. */
async function listenToActs(port: number, supervisor: string) {
  const askedFor: string[] = [];
  const passed = ['authorization', 'x-autocura-incident', 'x-autocura-fence'];
  const close = await serve(port, async ({ method, path, query, header, json }) => {
    const headers = passed.flatMap(name => {
      const value = header(name);
      return value === undefined ? [] : [[name, value] as [string, string]];
    });
    const body = method === 'GET' ? undefined : ((await json()) as { idempotencyKey?: string });
    if (body?.idempotencyKey !== undefined) askedFor.push(body.idempotencyKey);
    const answer = await fetch(`${supervisor}${path}?${query}`, {
      ...{ method, headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  });
  return { url: `http://127.0.0.1:${port}`, askedFor, close };
}
