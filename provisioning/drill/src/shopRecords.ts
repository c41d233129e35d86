import { join } from 'node:path';
import type { SecondRecord, Summary } from '../../demo/src/load/records';
import { actsIn, touchedBy } from '../../demo/src/supervisor/recorded';
import { persistent } from './persistent';
import type { ActionTaken } from './types';

/** What the load generator at this address has seen. */
export const loadAt = (url: string) => {
  const ask = (path: string) =>
    persistent(async () => (await fetch(`${url}${path}`, { signal: AbortSignal.timeout(5000) })).json());
  return {
    /** Whole seconds from that epoch second on. */
    since: async (t: number) => ((await ask(`/records?since=${t}`)) as { records: SecondRecord[] }).records,
    /** Over the last whole seconds. */
    summary: async (seconds: number) => (await ask(`/summary?seconds=${seconds}`)) as Summary,
  };
};

/** What the supervisor of the shop in this folder was asked for and began to do, by its own record. */
export const actionsIn = (dir: string): ActionTaken[] =>
  actsIn(join(dir, 'acts.jsonl')).map(({ at, action, params }) => ({
    at: Date.parse(at) / 1000,
    action,
    params,
    touched: touchedBy(params),
  }));
