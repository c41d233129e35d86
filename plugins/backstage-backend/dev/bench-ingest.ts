import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBackend } from '../../../provisioning/demo/src/build';
import { machine, versionOf } from './bench/machine';
import { measure, Numbers, teach, type Case } from './bench/measure';
import { startPostgres } from './bench/postgres';
import { table, type Result } from './bench/report';
import { alertmanagerCommand, startAlertmanager, startAutocura, startReplicas, type Target } from './bench/servers';

const cases: Case[] = [
  { alerts: 'duplicate', batch: 64, connections: 4 },
  { alerts: 'duplicate', batch: 1, connections: 16 },
  { alerts: 'unique', batch: 64, connections: 4 },
  { alerts: 'unique', batch: 1, connections: 16 },
];

/**
 * Taking alerts, beside Alertmanager: the same alerts from the same client in turn, each server anew in each round.
 * Exit code 1 when alerts per CPU-second are less than asked. `--replicas N` adds N of ours on one PostgreSQL,
 * and N that share nothing but the machine, each on an SQLite of its own; `--profile DIR` keeps CPU profiles of our server.
 */
async function bench() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '3' },
      warmup: { type: 'string', default: '4' },
      only: { type: 'string' },
      roles: { type: 'string', default: 'api' },
      postgres: { type: 'boolean', default: false },
      replicas: { type: 'string' },
      json: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  if (alertmanagerCommand === undefined) throw new Error('Alertmanager is not installed');
  const seconds = Number(values.seconds);
  const asked = cases.filter(one => values.only === undefined || values.only === nameOf(one));
  const nodeArgs = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(values.profile)}`];
  const options = { roles: values.roles.split(','), nodeArgs };
  const facts = { ...machine(), alertmanager: versionOf(alertmanagerCommand) };
  console.log(JSON.stringify(facts));
  await buildBackend(resolve(__dirname, '../../..'), () => undefined);

  const results: Result[] = [];
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const targets = await start(alertmanagerCommand, options, {
      postgres: values.postgres,
      replicas: Number(values.replicas ?? 0),
    });
    try {
      await Promise.all(targets.map(teach));
      const numbers = new Numbers();
      for (const one of asked) {
        for (const target of round % 2 === 0 ? targets.toReversed() : targets) {
          const figures = await measure(target, one, numbers, { seconds, warmUp: Number(values.warmup) });
          results.push({ round, target: target.name, case: nameOf(one), ...figures });
        }
      }
    } finally {
      await Promise.all(targets.map(target => target.stop()));
    }
  }
  const { text, met } = table(results, cases.map(nameOf));
  console.log(text);
  if (values.json) writeFileSync(values.json, JSON.stringify({ machine: facts, seconds, results }, null, 2));
  if (!met) process.exitCode = 1;
}

const nameOf = ({ alerts, batch }: Case) => `${alerts} ${batch}`;

type Options = Parameters<typeof startAutocura>[2];

async function start(
  alertmanager: string,
  options: Options,
  { postgres, replicas }: { postgres: boolean; replicas: number },
) {
  const targets = [
    await startAlertmanager(alertmanager),
    await startAutocura('Autocura, SQLite', { client: 'better-sqlite3' }, options),
  ];
  if (postgres) targets.push(await onPostgres(options, startAutocura));
  // Of a database of its own: what one has written is not the other's.
  if (replicas > 0) {
    targets.push(await onPostgres(options, (...how) => startReplicas(replicas, ...how)));
    targets.push(await startReplicas(replicas, 'Autocura, an SQLite each', { client: 'better-sqlite3' }, options));
  }
  return targets;
}

async function onPostgres(options: Options, starting: typeof startAutocura): Promise<Target> {
  const { database, pid, stop } = await startPostgres();
  const ours = await starting('Autocura, PostgreSQL', database, { ...options, also: [pid] });
  return { ...ours, stop: () => ours.stop().then(stop) };
}

void bench();
