import type { Incident } from '@autocura/common';
import makeKnex from 'knex';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Store } from '../src/store';
import { connectTo, freePort, makePostgres, migrations, type Reach, runPostgres } from '../src/store/testDatabases';
import { realRedis } from '../src/testSupport/realRedis';
import { type HealerProcess, healerProgram, startHealer } from '../src/testSupport/startHealer';
import { tcpProxy } from '../src/testSupport/tcpProxy';
import { watchedOutside } from '../src/testSupport/watchedOutside';
import { growthOf, lost, settlesMs, twice, unended } from './soak/accounts';
import { type Mischief, mischiefs } from './soak/mischief';
import { type Happened, reportOf, type Sample } from './soak/report';
import { Traffic } from './soak/traffic';
import { Watched } from './soak/watched';

const replicaCount = 3;
/** Beside storms and what Prometheus finds, an outage a second at the usual rate. */
const ofNew = 0.02;
const leaseMs = 8_000;
/** For which the product waits for its database. */
const databaseMs = 2_000;
/** As often as the product. */
const sweepMs = 1_000;
/** An incident's life passes within seconds, but it is not looked at without a pause. */
const durations = { settle: 100, soak: 300, look: 500, verify: 3_000, patience: 5_000 };
const mischiefEveryMs = 20_000;
const stormEveryMs = 120_000;
const sampleEveryMs = 2_000;
/** Memory is flat while the last quarter's middle is at most so much above the second quarter's. */
const mostGrowth = 0.05;
/** A process that has just begun grows; in a shorter run that is not held against it. */
const flatFromMinutes = 10;

/**
 * Three replicas on one PostgreSQL under alerts, of which a real Prometheus and Alertmanager tell some, storms and a
 * mishap every 20 seconds; afterwards every acknowledged alert is accounted for and no action was done twice, or the exit
 * code is 1.
 */
async function soak() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      rate: { type: 'string', default: '50' },
      report: { type: 'string', default: '.data/soak/report.html' },
    },
  });
  const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
  if (!(minutes > 0) || !(rate > 0))
    throw new Error('usage: soak [--minutes N] [--rate ALERTS-A-SECOND] [--report FILE]');

  const directory = mkdtempSync(join(tmpdir(), 'soak-'));
  const program = healerProgram();
  const folder = join(directory, 'pg');
  await makePostgres(folder);
  const port = await freePort();
  let server = await runPostgres(folder, port);
  const reach: Reach = { client: 'pg', port, schema: 'soak' };
  const knex = connectTo(reach, { log: { warn: () => undefined } });
  const redis = await realRedis();
  const [databaseWay, redisWay] = [await tcpProxy(port), await tcpProxy(redis.port)];
  const replicas: (HealerProcess | undefined)[] = [];
  const alive = () => replicas.filter(one => one !== undefined);
  const outside = await watchedOutside(service => {
    load.end(service);
    watched.end(service);
  });
  const load = new Traffic(outside, alive, ofNew);
  const watched = await Watched.start(outside, alive);
  const { senders } = watched;
  outside.helps = service => (watched.knows(service) ? watched : load).helps(service);
  const told = {
    leaseMs,
    databaseMs,
    sweepMs,
    durations,
    reach: { ...reach, port: databaseWay.port },
    redis: `redis://127.0.0.1:${redisWay.port}`,
    senders: { alertmanager: senders.alertmanager.url, prometheus: senders.prometheus.url },
  };
  try {
    await knex.raw('create schema soak');
    await Store.create(knex, { migrations });
    const replace = async (index: number, clockMs = 0) => {
      replicas[index] = await startHealer(program.file, { ...told, outside: outside.url, clockMs });
    };
    await Promise.all(Array.from({ length: replicaCount }, (_, index) => replace(index)));

    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    const ends = began + minutes * 60_000;
    const left = () => Math.max(0, ends - performance.now());
    const [samples, happened]: [Sample[], Happened[]] = [[], []];
    const victims = {
      ...{ replicas, replace, outside, senders, redis, redisWay, databaseWay, database: () => server },
      async restartDatabase() {
        server.process.kill('SIGKILL');
        await new Promise(gone => server.process.once('exit', gone));
        server = await retried(() => runPostgres(folder, port));
      },
    };

    void load.flow(rate);
    await Promise.all([
      every(sampleEveryMs, left, async () => {
        samples.push({ at: seconds(), mib: replicas.map(memoryOf), incidents: await openNow(reach) });
      }),
      watched.flow(left),
      every(stormEveryMs, left, () => load.storm(100, 10_000)),
      every(mischiefEveryMs, left, async turn => {
        const mischief = mischiefs[turn % mischiefs.length] as Mischief;
        const from = seconds();
        // The first lives to the end, so that its memory can be told.
        await mischief.happens(victims, 1 + (turn % (replicaCount - 1)));
        happened.push({ from, to: seconds(), name: mischief.name });
        process.stderr.write(`${from.toFixed(0)} s: ${mischief.name}\n`);
      }),
    ]);
    const lasted = seconds();
    await within(settlesMs, load.stop());
    const store = await Store.create(knex, { migrations: false });
    const broken = await watched.endAll(store);
    broken.push(...(await unended(store)));
    const ended = [...watched.acknowledged].map(key => [key, 'resolved'] as const);
    broken.push(...(await lost(store, new Map([...load.acknowledged, ...ended]))), ...twice(outside.effects));
    for await (const stream of store.streamNames())
      if (!(await store.verifyChain(stream)).intact) broken.push(`the chain of ${stream} is broken`);
    const growth = growthOf(samples);
    if (growth > mostGrowth && minutes >= flatFromMinutes)
      broken.push(`memory grew by ${(growth * 100).toFixed(1)} % from the second quarter to the last`);
    const took = load.delivered.map(({ ms }) => ms).sort((a, b) => a - b);
    const counts = {
      minutes,
      'alerts acknowledged': load.acknowledged.size,
      'of Alertmanager beside them': watched.acknowledged.size,
      deliveries: load.delivered.length,
      'tries that were refused': load.tries - load.delivered.length,
      'a delivery, median ms': (took[Math.floor(took.length / 2)] ?? 0).toFixed(0),
      'a delivery, 99th of a hundred, ms': (took[Math.floor(took.length * 0.99)] ?? 0).toFixed(0),
      incidents: Number((await knex('incidents').count({ n: '*' }))[0]?.n),
      actions: outside.effects.size,
      'actions refused because their fence was old': outside.refused.size,
      mishaps: happened.length,
      'memory, last quarter to second': `${(growth * 100).toFixed(1)} %`,
    };
    const file = resolve(values.report);
    mkdirSync(resolve(file, '..'), { recursive: true });
    writeFileSync(file, reportOf({ seconds: lasted, samples, happened, broken, counts, delivered: load.delivered }));
    for (const [what, count] of Object.entries(counts)) console.log(`${what.padEnd(45)} ${count}`);
    for (const one of broken) console.log(`BROKEN  ${one}`);
    console.log(
      `${broken.length === 0 ? 'every promise held' : `${broken.length} promises did not hold`}; report in ${file}`,
    );
    process.exitCode = broken.length === 0 ? 0 : 1;
  } finally {
    for (const one of alive()) one.kill('SIGKILL');
    await Promise.all(alive().map(({ ended }) => ended));
    await Promise.all([watched.stop(), outside.close()]);
    await knex.destroy();
    await Promise.all([databaseWay.close(), redisWay.close(), redis.stop(), server.stop()]);
    program.remove();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function every(ms: number, left: () => number, doing: (turn: number) => Promise<void>) {
  for (let turn = 0; left() > 0; turn += 1) {
    await pause(Math.min(ms, left()));
    if (left() > 0) await doing(turn);
  }
}

/** Resident memory, MiB. */
function memoryOf(replica: HealerProcess | undefined): number {
  try {
    const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${replica?.pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Of a pool of its own, which does not wait for a database that hangs. NaN where it does not answer. */
async function openNow(reach: Reach & { client: 'pg' }): Promise<number> {
  const connection = { host: '127.0.0.1', port: reach.port, user: 'postgres', database: 'postgres' };
  const knex = makeKnex({ client: 'pg', connection, searchPath: [reach.schema], log: { warn: () => undefined } });
  try {
    const counted = knex<Incident>('incidents').where('open', 1).count({ n: '*' });
    return Number((await Promise.race([counted, pause(1_500, [])]))[0]?.n ?? NaN);
  } catch {
    return NaN;
  } finally {
    void knex.destroy().catch(() => undefined);
  }
}

/** What it leaves behind goes only after a moment. */
async function retried<T>(doing: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    await pause(1_000);
    try {
      return await doing();
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

const within = <T>(ms: number, doing: Promise<T>) => Promise.race([doing, pause(ms, undefined, { ref: false })]);

soak().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 2;
});
