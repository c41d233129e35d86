import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ServiceCard } from '@autocura/common';
import { buildBackend } from '../../../provisioning/demo/src/build';
import { machine } from './bench/machine';
import { fillWithIncidents, serviceName } from './bench/manyIncidents';
import { startPostgres } from './bench/postgres';
import { startAutocura, type Target } from './bench/servers';

const askedMs = 30;

/**
 * How long a service's card takes with many incidents in PostgreSQL, while alerts are taken. Exit code 1 when the
 * slowest twentieth takes longer than asked.
 */
async function bench() {
  const { values } = parseArgs({
    options: {
      incidents: { type: 'string', default: '100000' },
      alerts: { type: 'string', default: '50' },
      cards: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '60' },
      roles: { type: 'string', default: 'api' },
      json: { type: 'string' },
    },
  });
  const facts = machine();
  console.log(JSON.stringify(facts));
  await buildBackend(resolve(__dirname, '../../..'), () => undefined);
  const { database, stop } = await startPostgres();
  const target = await startAutocura('Autocura', database, { roles: values.roles.split(','), nodeArgs: [] });
  try {
    await fillWithIncidents(
      { ...database.connection, database: 'backstage_plugin_autocura' },
      Number(values.incidents),
    );
    const until = performance.now() + Number(values.seconds) * 1000;
    const [times, sent] = await Promise.all([
      askForCards(target, Number(values.cards), until),
      sendAlerts(target, Number(values.alerts), until),
    ]);
    const figures = { cards: times.length, alerts: sent, ...quantiles(times) };
    console.log(
      `${figures.cards} cards beside ${sent} alerts: ${figures.p50} ms in the middle, ${figures.p95} ms at p95 ` +
        `(${askedMs} asked), ${figures.p99} ms at p99, ${figures.most} ms at most`,
    );
    if (values.json) writeFileSync(values.json, JSON.stringify({ machine: facts, asked: values, figures }, null, 2));
    if (figures.p95 > askedMs) process.exitCode = 1;
  } finally {
    await target.stop();
    await stop();
  }
}

/** At their times, whether or not the one before was answered, so that a slow answer is not asked less often. */
async function askForCards({ port, headers }: Target, perSecond: number, until: number): Promise<number[]> {
  const pending: Promise<number>[] = [];
  for (let n = 0; performance.now() < until; n += 1) {
    pending.push(timeOfCard(`http://127.0.0.1:${port}/api/autocura/v1/services/${serviceName(n * 7)}/card`, headers));
    await pause(1000 / perSecond);
  }
  const times = await Promise.all(pending);
  // The first connections, and code that was never run.
  return times.slice(perSecond * 5);
}

async function timeOfCard(url: string, headers: Record<string, string>): Promise<number> {
  const from = performance.now();
  const response = await fetch(url, { headers });
  const card = (await response.json()) as ServiceCard;
  if (!response.ok || card.open === 0 || !card.lastHealing) throw new Error(`Not a card: ${JSON.stringify(card)}`);
  return performance.now() - from;
}

async function sendAlerts({ port, path, headers, form }: Target, perSecond: number, until: number): Promise<number> {
  const [batch, url] = [5, `http://127.0.0.1:${port}${path}`];
  let sent = 0;
  for (; performance.now() < until; sent += batch) {
    const body = form.body(Array.from({ length: batch }, (_, index) => sent + index));
    const began = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    if (response.status !== 202) throw new Error(`An alert was answered ${response.status}: ${await response.text()}`);
    await pause(Math.max(0, (1000 * batch) / perSecond - (performance.now() - began)));
  }
  return sent;
}

function quantiles(times: number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.toFixed(1));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

void bench();
