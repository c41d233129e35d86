import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const annotations = z.record(z.string(), z.record(z.string(), z.array(z.number())));
const recorded = z.object({ series: z.array(z.object({ raw: z.array(z.number().nullable()) })).min(1) });

/** A series and, by who said so, where it changes: the place of the first value after. */
export interface ChangeSeries {
  name: string;
  values: Float64Array;
  said: number[][];
}

/** `annotations.json`, and a `series/<name>.json` for each. Of several quantities the first counts; a gap keeps the value before. */
export function readChangeSeries(folder: string): ChangeSeries[] {
  const all = annotations.parse(read(join(folder, 'annotations.json')));
  return Object.entries(all)
    .map(([name, said]) => ({ name, said: Object.values(said), file: join(folder, 'series', `${name}.json`) }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, said, file }) => ({ name, said, values: filled(recorded.parse(read(file)).series[0]?.raw ?? []) }));
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function filled(values: (number | null)[]): Float64Array {
  let last = values.find(value => value !== null) ?? 0;
  return Float64Array.from(values, value => (last = value ?? last));
}
