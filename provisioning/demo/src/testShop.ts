import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecondRecord, Summary } from './load/records';
import { serve } from './http';
import { portsOf, takeLane } from './ports';
import { startShop } from './shop';
import type { Shop } from './shop';
import type { Change } from './supervisor/changeFeed';
import { until } from './wait';

export interface Heard {
  alertname: string;
  service: string;
  status: 'firing' | 'resolved';
}

/** A shop whose alerts and changes come to the test, with what a test asks of it. */
export interface TestShop {
  shop: Shop;
  dir: string;
  alerts: Heard[];
  changes: Change[];
  summary(seconds: number): Promise<Summary>;
  /** From that epoch second on. */
  recordsSince(t: number): Promise<SecondRecord[]>;
  act(
    action: string,
    params: Record<string, unknown>,
    idempotencyKey?: string,
  ): Promise<{ status: number; body: unknown }>;
  /** Waits for a span without a failed or slow request and with every order confirmed. */
  wellFor(seconds: number, withinMs: number): Promise<void>;
  stop(): Promise<void>;
}

interface Webhook {
  alerts: { status: Heard['status']; labels: Record<string, string> }[];
}

export async function startTestShop(fromLane: number, seed = 1): Promise<TestShop> {
  const dir = mkdtempSync(join(tmpdir(), 'shop-'));
  const lane = await takeLane(fromLane);
  const portBase = lane.base;
  const backend = portsOf(portBase).spare;
  const alerts: Heard[] = [];
  const changes: Change[] = [];
  const close = await serve(
    backend,
    async ({ path, json }) => {
      const body = await json();
      if (path.endsWith('/changes')) changes.push(body as Change);
      else {
        for (const { status, labels } of (body as Webhook).alerts) {
          alerts.push({ status, alertname: labels.alertname ?? '', service: labels.service_name ?? '' });
        }
      }
      return { status: 202 };
    },
    'backend-token',
  );
  const shop = await startShop({
    dir,
    portBase,
    seed,
    backendUrl: `http://127.0.0.1:${backend}`,
    token: 'backend-token',
    onProgress: () => {},
  });
  const summary = async (seconds: number) =>
    (await (await fetch(`${shop.urls.load}/summary?seconds=${seconds}`)).json()) as Summary;
  let acts = 0;
  return {
    shop,
    dir,
    alerts,
    changes,
    summary,
    recordsSince: async t => {
      const answer = await (await fetch(`${shop.urls.load}/records?since=${t}`)).json();
      return (answer as { records: SecondRecord[] }).records;
    },
    act: async (action, params, idempotencyKey = `${action}-${(acts += 1)}`) => {
      const answer = await fetch(`${shop.urls.supervisor}/actions/${action}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.urls.supervisorToken}` },
        body: JSON.stringify({ params, idempotencyKey }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    wellFor: (seconds, withinMs) =>
      until(
        `${seconds} good seconds`,
        async () => {
          const { requests, failed, p95, late } = await summary(seconds);
          return requests > seconds * 5 && failed === 0 && late === 0 && p95 !== null && p95 < 500;
        },
        withinMs,
        500,
      ).then(() => {}),
    stop: async () => {
      await shop.stop();
      await close();
      await lane.release();
    },
  };
}

/** Everything a backend could read of a run: series, labels and metadata, log lines, changes, alerts, state. */
export async function exposedBy({ shop, dir, alerts, changes }: TestShop): Promise<string[]> {
  const ask = async (path: string) => (await fetch(`${shop.urls.prometheus}/api/v1/${path}`)).text();
  const state = await fetch(`${shop.urls.supervisor}/state`, {
    headers: { authorization: `Bearer ${shop.urls.supervisorToken}` },
  });
  const series = await ask(`series?match[]=${encodeURIComponent('{__name__=~".+"}')}`);
  const others = await Promise.all(['metadata', 'rules', 'targets', 'status/config'].map(ask));
  const logs = readdirSync(join(dir, 'logs')).map(name => readFileSync(join(dir, 'logs', name), 'utf8'));
  return [series, ...others, ...logs, JSON.stringify({ alerts, changes }), await state.text()];
}

/** Words that would give away that somebody broke something on purpose. */
export const givingAway = (ids: string[]) =>
  new RegExp(
    [...ids, String.raw`\bfaults?\b`, 'inject', 'herring', 'sabotage', 'chaos', 'memory.?leak', 'part-\\d'].join('|'),
    'i',
  );
