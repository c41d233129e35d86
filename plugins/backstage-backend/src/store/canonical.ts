import { createHash } from 'node:crypto';

/** JSON with sorted keys: the same text for the same value. What JSON cannot hold is dropped as JSON.stringify does. */
export const canonical = (value: unknown): string => written(value) ?? 'null';

function written(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return written(value.toJSON());
  if (Array.isArray(value)) return `[${value.map(item => written(item) ?? 'null').join()}]`;
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const content = written((value as Record<string, unknown>)[key]);
    if (content !== undefined) parts.push(`${quoted(key)}:${content}`);
  }
  return `{${parts.join()}}`;
}

const quoted = (text: string) => (needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`);
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

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
    .update(before + JSON.stringify([stream, seq, type, version, at, actor]) + data)
    .digest('hex');
