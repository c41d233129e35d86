import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecondRecord, Summary } from '../../demo/src/load/records';
import type { ActionTaken } from './types';

/** What the load generator at this address has seen. */
export const loadAt = (url: string) => {
  const ask = async (path: string) => (await fetch(`${url}${path}`, { signal: AbortSignal.timeout(5000) })).json();
  return {
    /** Whole seconds from that epoch second on. */
    since: async (t: number) => ((await ask(`/records?since=${t}`)) as { records: SecondRecord[] }).records,
    /** Over the last whole seconds. */
    summary: async (seconds: number) => (await ask(`/summary?seconds=${seconds}`)) as Summary,
  };
};

interface Line {
  answer: { at: string; action: string; done: Record<string, unknown> };
}

/** What the supervisor of the shop in this folder has done, by its own record. */
export function actionsIn(dir: string): ActionTaken[] {
  const file = join(dir, 'actions.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => {
    const { at, action, done } = (JSON.parse(line) as Line).answer;
    return {
      at: Date.parse(at) / 1000,
      action,
      params: done,
      touched: String(done.flag ?? done.service ?? 'postgres'),
    };
  });
}
