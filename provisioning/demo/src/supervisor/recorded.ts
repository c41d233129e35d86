import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { BadParamError } from './actions';
import type { Action, Params } from './actions';

/** An act that was begun, whether or not it came to an end. */
export interface Act {
  id: number;
  /** ISO 8601. */
  at: string;
  action: string;
  params: Params;
}

/** The same actions, each act written down when it begins, and once more when it is refused before it did anything. */
export function recorded(actions: Record<string, Action>, file: string): Record<string, Action> {
  let last = 0;
  const write = (line: Act | { refused: number }) => appendFileSync(file, `${JSON.stringify(line)}\n`);
  const run = async (action: string, does: Action['run'], params: Params) => {
    const id = (last += 1);
    write({ id, at: new Date().toISOString(), action, params });
    try {
      return await does(params);
    } catch (error) {
      if (error instanceof BadParamError) write({ refused: id });
      throw error;
    }
  };
  return Object.fromEntries(
    Object.entries(actions).map(([name, action]) => [
      name,
      { ...action, run: params => run(name, action.run, params) },
    ]),
  );
}

/** What was begun and not refused, by the record in this file. */
export function actsIn(file: string): Act[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const all = lines.map(line => JSON.parse(line) as Act | { refused: number });
  const refused = new Set(all.flatMap(line => ('refused' in line ? [line.refused] : [])));
  return all.flatMap(line => ('refused' in line || refused.has(line.id) ? [] : [line]));
}

/** The flag or service that an act changed; what names neither is about the database. */
export const touchedBy = ({ flag, service }: Record<string, unknown>): string => String(flag ?? service ?? 'postgres');
