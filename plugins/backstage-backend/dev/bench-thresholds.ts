import type { Threshold } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import makeKnex from 'knex';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Store } from '../src/store';
import { ThresholdKeeper } from '../src/thresholds';

const everyS = 15;
const looks = 40;
const migrations = join(__dirname, '../migrations');

/** Watches made-up series as the watcher does, on a SQLite file, and says what a look costs. */
async function bench() {
  const { values } = parseArgs({ options: { series: { type: 'string', default: '10000' } } });
  const count = Number(values.series);
  const folder = mkdtempSync(join(tmpdir(), 'thresholds-'));
  const filename = join(folder, 'bench.sqlite');
  const knex = makeKnex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  try {
    const clock = { seconds: Math.floor(Date.now() / 1000 / everyS) * everyS };
    const now = () => new Date(clock.seconds * 1000);
    const store = await Store.create(knex, { migrations, now });
    const keeper = new ThresholdKeeper({
      ...{ store, client: made(count), now, logger: quiet, wake: () => {} },
      thresholds: async () => [threshold],
    });
    await keeper.keep();
    const began = process.cpuUsage();
    for (let look = 0; look < looks; look += 1) {
      clock.seconds += everyS;
      await keeper.keep();
    }
    const { user, system } = process.cpuUsage(began);
    const perLook = (user + system) / 1000 / looks;
    console.table({
      series: count,
      'CPU a look, ms': Math.round(perLook),
      'of one core, %': Number((perLook / (everyS * 10)).toFixed(1)),
      'memory, MB': Math.round(process.memoryUsage().rss / 1e6),
      'database, MB': Math.round(sizeOf(folder) / 1e6),
    });
  } finally {
    await knex.destroy();
    rmSync(folder, { recursive: true });
  }
}

/** With what SQLite has not yet moved into its file. */
const sizeOf = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

const threshold: Threshold = {
  ...{ name: 'made-up', query: 'up', service: { label: 'service' }, direction: 'both', sensitivity: 'normal' },
  ...{ least: {}, missing: { afterMs: 300_000, then: 'hold' }, everyMs: everyS * 1000, settlesMs: 3_600_000 },
  ...{ mode: 'shadow', severity: 'warning' },
};

/** Each series a day's wave with noise of its own. */
function made(count: number) {
  const labels = Array.from({ length: count }, (_, n) => ({ service: `service-${n}`, instance: `10.0.0.${n}` }));
  const noise = (n: number) => (Math.imul(n + 1, 2_654_435_761) >>> 0) / 2 ** 31 - 1;
  const valueOf = (n: number, seconds: number) =>
    100 + 20 * Math.sin((seconds / 86_400) * 2 * Math.PI + n) + 3 * noise(n * 7919 + seconds);
  return {
    query: async (_: string, at: Date) =>
      labels.map((one, n) => ({ labels: one, value: valueOf(n, at.getTime() / 1000) })),
    queryRange: async (_: string, from: Date, to: Date, step: number) =>
      labels.map((one, n) => {
        const points: [number, number][] = [];
        for (let at = from.getTime() / 1000; at <= to.getTime() / 1000; at += step) points.push([at, valueOf(n, at)]);
        return { labels: one, points };
      }),
  };
}

const say = () => {};
const quiet: LoggerService = { info: say, debug: say, warn: say, error: console.error, child: () => quiet };

bench().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
