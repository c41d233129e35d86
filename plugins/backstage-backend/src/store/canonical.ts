import { createHash } from 'node:crypto';

/** JSON with sorted keys: the same text for the same value. What JSON cannot hold is dropped as JSON.stringify does. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(JSON.parse(JSON.stringify(value))));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // A null prototype lets a key named __proto__ stay data.
  return entries.reduce<Record<string, unknown>>((copy, [key, content]) => {
    copy[key] = sorted(content);
    return copy;
  }, Object.create(null));
}

export interface Hashed {
  stream: string;
  seq: number;
  type: string;
  version: number;
  at: string;
  actor: string;
  /** Canonical JSON. */
  data: string;
}

/** Link of a stream's hash chain; `before` is the link of the event before, empty for the first. */
export const link = (before: string, { stream, seq, type, version, at, actor, data }: Hashed): string =>
  createHash('sha256')
    .update(before)
    .update(JSON.stringify([stream, seq, type, version, at, actor]))
    .update(data)
    .digest('hex');
