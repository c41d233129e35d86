import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBackend } from '../../../provisioning/demo/src/build';
import { machine } from './bench/machine';
import { fillWithEvents } from './bench/manyEvents';
import { fillWithIncidents, serviceName } from './bench/manyIncidents';
import { measure, Numbers, teach } from './bench/measure';
import { startPostgres } from './bench/postgres';
import { startAutocura, type Target } from './bench/servers';

/** Of the slowest twentieth of pages, and how much of what ingest was with few events it is at least with many. */
const asked = { pageMs: 50, share: 0.9 };

/**
 * What a record of many events changes: pages of history, and taking alerts, in the same PostgreSQL with few events and
 * with many. Exit code 1 when a page takes longer than asked, or alerts cost more than with few.
 */
async function bench() {
  const { values } = parseArgs({
    options: {
      few: { type: 'string', default: '10000' },
      many: { type: 'string', default: '1000000' },
      incidents: { type: 'string', default: '100000' },
      pages: { type: 'string', default: '400' },
      seconds: { type: 'string', default: '10' },
      json: { type: 'string' },
    },
  });
  const facts = machine();
  console.log(JSON.stringify(facts));
  await buildBackend(resolve(__dirname, '../../..'), () => undefined);
  const { database, pid, stop } = await startPostgres();
  const target = await startAutocura('Autocura', database, { roles: ['api'], nodeArgs: [], also: [pid] });
  const connection = { ...database.connection, database: 'backstage_plugin_autocura' };
  try {
    await fillWithIncidents(connection, Number(values.incidents));
    await teach(target);
    const numbers = new Numbers();
    const results = [];
    let events = 0;
    for (const wanted of [values.few, values.many].map(Number)) {
      events += await fillWithEvents(connection, wanted - events, events);
      const [seconds, warmUp] = [Number(values.seconds), 5];
      const ingest = await measure(target, { alerts: 'unique', batch: 64, connections: 4 }, numbers, {
        seconds,
        warmUp,
      });
      const pages = await timesOf(target, Number(values.pages));
      results.push({ events, perCpuSecond: Math.round(ingest.perCpuSecond), rate: Math.round(ingest.rate), ...pages });
      console.log(JSON.stringify(results.at(-1)));
    }
    if (values.json) writeFileSync(values.json, JSON.stringify({ machine: facts, asked: values, results }, null, 2));
    const [few, many] = results;
    const isMet = few && many && many.slowest <= asked.pageMs && many.perCpuSecond >= asked.share * few.perCpuSecond;
    if (!isMet) process.exitCode = 1;
  } finally {
    await target.stop();
    await stop();
  }
}

/** Milliseconds at p95 of each kind of page, by turns: the first, those after it, and one incident with its story. */
async function timesOf({ port, headers }: Target, count: number) {
  const base = `http://127.0.0.1:${port}/api/autocura/v1`;
  const times = { history: [] as number[], incidents: [] as number[], service: [] as number[], story: [] as number[] };
  const next: Record<string, string | undefined> = {};
  const get = async (kind: keyof typeof times, path: string) => {
    const from = performance.now();
    const response = await fetch(base + path, { headers });
    const body = (await response.json()) as { next?: string };
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${JSON.stringify(body)}`);
    times[kind].push(performance.now() - from);
    next[kind] = body.next;
  };
  const after = (kind: string) => (next[kind] === undefined ? '' : `&cursor=${encodeURIComponent(next[kind])}`);
  for (let n = 1; n <= count; n += 1) {
    await get('history', `/history?limit=50${after('history')}`);
    await get('incidents', `/incidents?limit=50${after('incidents')}`);
    await get('service', `/incidents?limit=50&service=${serviceName(n * 7)}${after('service')}`);
    await get('story', `/incidents/closed0x${n * 20}`);
  }
  const p95 = Object.entries(times).map(([kind, all]): [string, number] => {
    // The first connections, and code that was never run.
    const sorted = all.slice(count / 10).sort((a, b) => a - b);
    return [kind, Number(sorted[Math.floor(0.95 * sorted.length)]?.toFixed(1))];
  });
  return { p95: Object.fromEntries(p95), slowest: Math.max(...p95.map(([, ms]) => ms)) };
}

void bench();
