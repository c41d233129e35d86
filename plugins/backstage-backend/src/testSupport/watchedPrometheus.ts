import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestPrometheus } from '../sources/prometheus/testSupport/prometheus';
import type { Store } from '../store';
import { type ThresholdLooks, thresholdsDuty } from '../thresholds/keeper';

const minutes = 2 * 24 * 60;
/** So many minutes ago it began to be unusual. */
const sickFor = 10;
const query = 'requests_p95';
const file = `thresholds: [{ name: latency, query: ${query}, service: { label: service }, every: 1m, mode: alert }]`;

/** A real Prometheus that has seen two days of a service and its trouble, and a threshold that watches it. */
export async function startWatchedPrometheus() {
  const dir = mkdtempSync(join(tmpdir(), 'thresholds-'));
  const path = join(dir, 'thresholds.yaml');
  writeFileSync(path, file);
  const now = Math.floor(Date.now() / 60_000) * 60;
  const prometheus = await TestPrometheus.start([
    ...course(query, now, { usual: 0.12, sick: 1.8 }),
    ...course('requests_errors', now, { usual: 0.002, sick: 0.31 }),
  ]);
  return {
    url: prometheus.url,
    settings: { prometheus: { url: prometheus.url }, thresholds: path },
    /** As whoever watches leaves it. */
    async looked(store: Store) {
      const duty = await store.claimDuty<ThresholdLooks>(thresholdsDuty, 'a test', 60_000);
      if (duty) await store.finishDuty(duty, { latency: { series: 1, at: new Date(now * 1000).toISOString() } });
    },
    async stop() {
      await prometheus.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A sample each minute until now, with some unrest. */
function course(metric: string, now: number, { usual, sick }: { usual: number; sick: number }): string[] {
  return Array.from({ length: minutes }, (_, n) => {
    const unrest = 1 + 0.05 * Math.sin(n * 1.7) + 0.03 * Math.sin(n * 0.61);
    const value = (n < minutes - sickFor ? usual : sick) * unrest;
    return `${metric}{service="service-1"} ${value.toFixed(6)} ${now - (minutes - 1 - n) * 60}`;
  });
}
