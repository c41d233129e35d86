import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBackend } from '../../../provisioning/demo/src/build';
import { limitCores } from './bench/cores';
import { machine } from './bench/machine';
import { type Case, measure, Numbers, teach } from './bench/measure';
import { startPostgres } from './bench/postgres';
import { cpuSeconds } from './bench/processTime';
import { asOne, startAutocura, type Target } from './bench/servers';

const cases: Case[] = [
  { alerts: 'duplicate', batch: 64, connections: 4 },
  { alerts: 'unique', batch: 64, connections: 4 },
];

/**
 * How taking alerts grows with replicas on one PostgreSQL, each with four connections and so much of a core as
 * `--cores` says, so that there is enough for all of them and the database. Exit code 1 where so many take less than
 * nine tenths of so many times what one takes.
 */
async function bench() {
  const { values } = parseArgs({
    options: {
      replicas: { type: 'string', default: '3' },
      cores: { type: 'string', default: '0.2' },
      seconds: { type: 'string', default: '10' },
      warmup: { type: 'string', default: '10' },
      json: { type: 'string' },
    },
  });
  const [seconds, warmUp] = [Number(values.seconds), Number(values.warmup)];
  const facts = { ...machine(), cores: Number(values.cores) };
  console.log(JSON.stringify(facts));
  await buildBackend(resolve(__dirname, '../../..'), () => undefined);
  const postgres = await startPostgres();
  const replicas: Target[] = [];
  const results: object[] = [];
  const numbers = new Numbers();
  const alone = new Map<string, number>();
  try {
    while (replicas.length < Number(values.replicas)) {
      const fresh = await startAutocura('Autocura', postgres.database, { roles: ['api'], nodeArgs: [] });
      replicas.push(fresh);
      await teach(fresh);
      for (const one of cases) await measure(fresh, one, numbers, { seconds: 0, warmUp });
      fresh.pids.forEach(pid => limitCores(pid, facts.cores));
      const count = replicas.length;
      for (const one of cases) {
        const target = asOne('Autocura', replicas);
        const connections = one.connections * count;
        const before = cpuSeconds(postgres.pid);
        const figures = await measure(target, { ...one, connections }, numbers, { seconds, warmUp: 0 });
        const ofDatabase = (cpuSeconds(postgres.pid) - before) / seconds;
        const name = `${one.alerts} ${one.batch}`;
        if (count === 1) alone.set(name, figures.rate);
        const growth = figures.rate / (alone.get(name) ?? NaN);
        if (growth < 0.9 * count) process.exitCode = 1;
        results.push({ replicas: count, case: name, ...figures, growth, databaseCores: ofDatabase });
        console.log(
          [
            `${count} of ${facts.cores} core, ${name}:`.padEnd(30),
            `${Math.round(figures.rate).toLocaleString('en')} alerts/s`.padStart(18),
            `${growth.toFixed(2)} times one`.padStart(17),
            `database ${ofDatabase.toFixed(2)} core, ${Math.round(figures.rate / ofDatabase).toLocaleString('en')} for a whole one`,
          ].join('  '),
        );
      }
    }
  } finally {
    await Promise.all(replicas.map(one => one.stop()));
    await postgres.stop();
  }
  if (values.json) writeFileSync(values.json, JSON.stringify({ machine: facts, seconds, results }, null, 2));
}

void bench();
