import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { AnomalyDetector } from '../src/watch/anomaly';
import { type AnomalySeries, readAnomalySeries } from './watch/anomalySeries';
import { grafanaRobust } from './watch/grafanaRobust';
import { scoreAlerts } from './watch/scoreAlerts';
import { threeSigmas } from './watch/threeSigmas';

/** An alert is written as this and more, the raw score of all other rows as less. */
const threshold = 0.5;

type Detector = (time: number, value: number) => { alert: boolean; score: number };

const detectors: Record<string, (of: AnomalySeries) => Detector> = {
  ours: ({ stepS }) => {
    const detector = new AnomalyDetector({ stepS });
    return (time, value) => detector.next(time, value);
  },
  'Grafana robust': ({ stepS }) => onOff(grafanaRobust(stepS)),
  'three sigmas of a day': ({ stepS }) => onOff(threeSigmas(stepS)),
};

/** Tells what is unusual in the series of a folder, row by row, rivals beside, and writes our scores for a scorer. */
function bench() {
  const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
  const { data, out } = values;
  if (data === undefined || out === undefined) {
    console.error('usage: npm run bench:anomaly -- --data DIR --out FILE');
    process.exitCode = 2;
    return;
  }
  const series = readAnomalySeries(data);
  const rows = series.reduce((sum, { times }) => sum + times.length, 0);
  const table = Object.entries(detectors).map(([name, detectorOf]) => {
    const started = performance.now();
    const told = series.map(of => run(detectorOf(of), of));
    const seconds = (performance.now() - started) / 1000;
    if (name === 'ours') {
      writeFileSync(
        out,
        JSON.stringify(Object.fromEntries(series.map((of, nth) => [of.name, told[nth]?.map(written)]))),
      );
    }
    const score = scoreAlerts(
      series,
      told.map(all => all.map(({ alert }) => alert)),
    );
    const rounded = Object.entries(score).map(([key, value]) => [key, Math.round(value * 1000) / 1000]);
    return { by: name, ...Object.fromEntries(rounded), 'rows/s': Math.round(rows / seconds) };
  });
  console.table(table);
}

const run = (detector: Detector, { times, values }: AnomalySeries) =>
  Array.from(times, (time, row) => detector(time, values[row] ?? NaN));

const onOff =
  (isUnusual: (value: number) => boolean): Detector =>
  (_, value) => {
    const alert = isUnusual(value);
    return { alert, score: Number(alert) };
  };

const written = ({ alert, score }: { alert: boolean; score: number }) =>
  alert ? Math.max(threshold, score / (1 + score)) : Math.min(1, score) * threshold * 0.98;

bench();
