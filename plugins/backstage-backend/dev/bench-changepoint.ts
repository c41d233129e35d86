import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { changePoints } from '../src/watch/changePoints';
import { binarySegmentation } from './watch/binarySegmentation';
import { readChangeSeries } from './watch/changeSeries';
import { scoreChanges } from './watch/scoreChanges';

const finders: Record<string, (values: Float64Array) => number[]> = {
  ours: changePoints,
  'binary segmentation': binarySegmentation,
  'nothing found': () => [],
};

/** Finds where the series of a folder change, rivals beside, and writes our places for a scorer. */
function bench() {
  const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
  const { data, out } = values;
  if (data === undefined || out === undefined) {
    console.error('usage: npm run bench:changepoint -- --data DIR --out FILE');
    process.exitCode = 2;
    return;
  }
  const series = readChangeSeries(data);
  const table = Object.entries(finders).map(([name, find]) => {
    const found = series.map(of => find(of.values));
    if (name === 'ours') {
      writeFileSync(out, JSON.stringify(Object.fromEntries(series.map((of, nth) => [of.name, found[nth]]))));
    }
    const scores = series.map((of, nth) => scoreChanges(of, found[nth] ?? []));
    return { by: name, f1: mean(scores.map(({ f1 }) => f1)), cover: mean(scores.map(({ cover }) => cover)) };
  });
  console.table(table);
}

const mean = (values: number[]) =>
  Math.round((1000 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 1000;

bench();
