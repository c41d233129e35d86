import { createHash } from 'node:crypto';

/**
 * What JSON holds of a value, with sorted keys: the same value has the same text and is read as it was written. What is
 * so already is not copied.
 */
export function normal(value: unknown): unknown {
  if (isNormal(value)) return value;
  if (typeof value !== 'object' || value === null) return isAbsent(value) ? undefined : null;
  if ('toJSON' in value && typeof value.toJSON === 'function') return normal(value.toJSON());
  if (Array.isArray(value)) return value.map(item => normal(item) ?? null);
  const parts = Object.entries(value).map(([key, part]): [string, unknown] => [key, normal(part)]);
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isNormal(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return !isAbsent(value);
  if ('toJSON' in value) return false;
  if (Array.isArray(value)) return value.every(isNormal);
  const keys = Object.keys(value);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!;
    if (index > 0 && key < keys[index - 1]!) return false;
    if (!isNormal((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

const isAbsent = (value: unknown) => value === undefined || typeof value === 'function' || typeof value === 'symbol';

export interface Hashed {
  stream: string;
  seq: number;
  type: string;
  version: number;
  at: string;
  actor: string;
  /** JSON of what `normal` gives. */
  data: string;
}

/** Link of a stream's hash chain; `before` is the link of the event before, empty for the first. */
export const link = (before: string, { stream, seq, type, version, at, actor, data }: Hashed): string =>
  createHash('sha256')
    .update(before + JSON.stringify([stream, seq, type, version, at, actor]) + data)
    .digest('hex');
