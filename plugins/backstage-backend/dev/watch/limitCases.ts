import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const limitCase = z.object({
  id: z.string(),
  limit: z.number(),
  direction: z.enum(['above', 'below']),
  step_s: z.number(),
  horizon_s: z.number(),
  required_lead_s: z.number(),
  origins: z.array(z.number()),
});
const truths = z.record(z.string(), z.object({ cross: z.number().nullable(), end: z.number() }));

/** A series that is watched for its limit. Times in Unix seconds. */
export interface LimitCase {
  id: string;
  limit: number;
  direction: 'above' | 'below';
  stepS: number;
  horizonS: number;
  requiredLeadS: number;
  /** When it is asked. */
  origins: number[];
  times: Float64Array;
  values: Float64Array;
}

/** When it really crossed, null where never, and until when that is known. */
export type Truths = z.infer<typeof truths>;

/** `cases.json`, and a `series/<id>.csv` with a head, Unix seconds and value for each. */
export function readLimitCases(folder: string): LimitCase[] {
  const { cases } = z.object({ cases: z.array(limitCase) }).parse(read(join(folder, 'cases.json')));
  return cases.map(one => {
    const { step_s: stepS, horizon_s: horizonS, required_lead_s: requiredLeadS, ...rest } = one;
    return { ...rest, stepS, horizonS, requiredLeadS, ...readSeries(join(folder, 'series', `${one.id}.csv`)) };
  });
}

/** Undefined where the folder tells none. */
export function readTruths(folder: string): Truths | undefined {
  const file = join(folder, 'truth.json');
  return existsSync(file) ? truths.parse(read(file)) : undefined;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function readSeries(file: string) {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(row => row.split(',').map(Number));
  return {
    times: Float64Array.from(rows, ([time = NaN]) => time),
    values: Float64Array.from(rows, ([, value = NaN]) => value),
  };
}
