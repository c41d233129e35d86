import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const labels = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));

/** A series with what people marked in it. Times in Unix seconds. */
export interface AnomalySeries {
  name: string;
  stepS: number;
  times: Float64Array;
  values: Float64Array;
  /** First and last row of each anomaly. */
  marked: [number, number][];
}

/** `labels.json` (`{ name: [[first time, last time], …] }`), and a `series/<name>.csv` with a head, time and value for each. */
export function readAnomalySeries(folder: string): AnomalySeries[] {
  const all = labels.parse(JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')));
  return Object.entries(all).map(([name, windows]) => {
    const rows = readFileSync(join(folder, 'series', `${name}.csv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(row => row.split(','));
    const times = Float64Array.from(rows, ([time = '']) => secondsOf(time));
    const rowAt = (time: string) => {
      const row = times.indexOf(secondsOf(time));
      if (row < 0) throw new Error(`${name} has no row at ${time}`);
      return row;
    };
    return {
      ...{ name, times, stepS: (times[1] ?? 0) - (times[0] ?? 0) },
      values: Float64Array.from(rows, ([, value = '']) => (value.trim() === '' ? NaN : Number(value))),
      marked: windows.map(([first, last]): [number, number] => [rowAt(first), rowAt(last)]),
    };
  });
}

/** Times without a zone are UTC. */
const secondsOf = (time: string) => Date.parse(time.trim().replace(' ', 'T').replace(/Z?$/, 'Z')) / 1000;
