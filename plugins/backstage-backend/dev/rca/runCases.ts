import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Method, Ranking } from './method';
import { readCase } from './readCase';

/** By case id: the answer, and the milliseconds that it took, reading not counted. */
export type Rankings = Record<string, Ranking & { ms: number }>;

export interface RunOptions {
  /** Holds `index.json` and a folder for each case. */
  data: string;
  /** Seconds by which the trouble is noticed late, or early when negative. */
  shift: number;
}

/** Each case is read, answered and forgotten, so that memory does not grow with their number. */
export function runCases(method: Method, { data, shift }: RunOptions): Rankings {
  const index = JSON.parse(readFileSync(join(data, 'index.json'), 'utf8')) as { id: string }[];
  const rankings: Rankings = {};
  for (const { id } of index) {
    const read = readCase(join(data, id));
    const input = read.at === undefined ? read : { ...read, at: read.at + shift };
    const from = performance.now();
    const ranking = method(input);
    rankings[id] = { ...ranking, ms: Number((performance.now() - from).toFixed(1)) };
  }
  return rankings;
}
