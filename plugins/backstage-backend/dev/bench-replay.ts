import makeKnex, { type Knex } from 'knex';
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { actions } from '../src/act';
import { replay } from '../src/replay';
import { restart, rollBack, Script } from '../src/replay/testSupport/script';
import { defaultDurations } from '../src/settings';
import { Store } from '../src/store';
import { until } from '../src/testSupport/quick';
import { machine } from './bench/machine';
import { startPostgres } from './bench/postgres';
import { folder } from './bench/servers';
import { replayTable } from './replayTable';

/** What is asked: so many alerts in so many seconds. */
const asked = { alerts: 100_000, seconds: 120 };
const alertsEach = 5;
/** Incidents that go on at the same time. */
const beside = 20;
const services = Array.from({ length: 60 }, (_, n) => `service-${n}`);
const start = new Date('2026-01-01T00:00:00Z');

/**
 * Replays a history of recorded alerts, five an incident, each with the evidence that was stored, from a real store.
 * Exit code 1 when it takes longer than asked.
 */
async function bench() {
  const { values } = parseArgs({
    options: {
      alerts: { type: 'string', default: String(asked.alerts) },
      postgres: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const alerts = Number(values.alerts);
  const facts = machine();
  console.log(JSON.stringify(facts));
  const results = [await measure('SQLite', alerts, sqlite)];
  if (values.postgres) results.push(await measure('PostgreSQL', alerts, postgres));
  if (values.json) writeFileSync(values.json, JSON.stringify({ machine: facts, alerts, results }, null, 2));
  if (results.some(({ seconds }) => seconds > (asked.seconds * alerts) / asked.alerts)) process.exitCode = 1;
}

interface Opened {
  knex: Knex;
  close(): Promise<void>;
}

async function sqlite(): Promise<Opened> {
  const dir = folder('replay');
  const connection = { filename: join(dir, 'bench.sqlite') };
  const knex = makeKnex({ client: 'better-sqlite3', connection, useNullAsDefault: true });
  return { knex, close: async () => rmSync(dir, { recursive: true }) };
}

async function postgres(): Promise<Opened> {
  const { database, stop } = await startPostgres();
  const knex = makeKnex({ ...database, log: { warn: () => undefined } });
  await until('PostgreSQL', () =>
    knex.raw('select 1').then(
      () => true,
      () => false,
    ),
  );
  return { knex, close: async () => void (await stop()) };
}

async function measure(name: string, alerts: number, open: () => Promise<Opened>) {
  const { knex, close } = await open();
  try {
    const clock = { now: start };
    const migrations = resolve(__dirname, '../migrations');
    const store = await Store.create(knex, { migrations, now: () => clock.now });
    // Only what is measured has to be as it is in earnest; writing the history need not wait for the disk.
    await knex.raw(knex.client.driverName === 'pg' ? 'set synchronous_commit = off' : 'pragma synchronous = off');
    const wroteFrom = performance.now();
    await writeHistory(store, clock, alerts);
    const wrote = seconds(wroteFrom);

    const from = performance.now();
    const cpuFrom = process.cpuUsage();
    const counts = await replay(store.history(), {
      ...{ from: start, to: new Date('2030-01-01'), clock: { now: start }, looksRecorded: true, protectedTargets: [] },
      knowledge: {
        durations: defaultDurations,
        capabilities: {},
        planning: { actions, hash: text => createHash('sha256').update(text).digest('hex') },
      },
      watchedMs: defaultDurations.verify,
      policy: { rules: [{ name: 'all of it', match: {}, mode: 'auto' }] },
      tell: () => undefined,
    });
    const took = seconds(from);
    const cpu = process.cpuUsage(cpuFrom);
    const cpuSeconds = (cpu.user + cpu.system) / 1e6;
    const residentMiB = Math.round(process.memoryUsage().rss / 2 ** 20);
    console.log(replayTable(counts));
    console.log(
      `${name}: ${counts.alerts} alerts in ${took.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU, ` +
        `${residentMiB} MiB resident; written in ${wrote.toFixed(0)} s`,
    );
    return { name, seconds: took, cpuSeconds, residentMiB, counts };
  } finally {
    await knex.destroy();
    await close();
  }
}

/** Twenty incidents every three quarters of an hour: some healed, some proposed in vain, some nobody could explain. */
async function writeHistory(store: Store, clock: { now: Date }, alerts: number) {
  for (let written = 0, round = 0; written < alerts; written += beside * alertsEach, round += 1) {
    const script = new Script(new Date(start.getTime() + round * 45 * 60_000), `writer-${round}`);
    const ids = Array.from({ length: beside }, (_, n) => `i${round * beside + n}`);
    const serviceOf = (n: number) => services[(round * 7 + n) % services.length]!;
    const each = (minutes: number, say: (id: string, n: number) => void) => {
      script.pass(minutes);
      const { now } = script;
      ids.forEach((id, n) => {
        script.now = now;
        say(id, n);
      });
      script.now = now;
    };
    each(0, (id, n) => script.fires(id, serviceOf(n), alertsEach));
    each(0, (id, n) => {
      const service = serviceOf(n);
      const remedies = [restart(service), rollBack(service)];
      if (n % 5 === 4) script.foundNothing(id);
      else script.found(id, { failureMode: n % 2 === 0 ? 'memory-leak' : 'bad-release', remedies, everything: true });
    });
    each(0.5, (id, n) => {
      const service = serviceOf(n);
      if (n % 5 === 4) script.of(id, { type: 'incident.escalated', data: { reason: 'unknown' } });
      else if (n % 5 === 3) script.proposes(id, restart(service));
      else script.does(id, restart(service), n % 3 === 0 ? 'not healed' : 'healed');
    });
    each(20, id => script.ends(id, 'by a person'));
    await script.into(store, clock);
  }
}

const seconds = (from: number) => (performance.now() - from) / 1000;

void bench();
