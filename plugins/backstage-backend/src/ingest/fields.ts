import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** The schema library's own words and pattern; it would take several times as long for each alert of a storm. */
const dateTime = z.regexes.datetime({ offset: true });
const normal = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const invalid = (where: string, why: string) => new InputError(`${where}: ${why}`);

const unexpected = (where: string, expected: string, value: unknown) =>
  invalid(where, `Invalid input: expected ${expected}, received ${kindOf(value)}`);
const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

export function objectAt(
  value: unknown,
  where: string,
  called: 'object' | 'record' = 'object',
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected(where, called, value);
  return value as Record<string, unknown>;
}

export function textAt(value: unknown, where: string, most = Infinity): string {
  if (typeof value !== 'string') throw unexpected(where, 'string', value);
  if (value.length > most) throw invalid(where, `is longer than ${most} characters`);
  return value;
}

export function countAt(value: unknown, where: string): number {
  if (typeof value !== 'number') throw unexpected(where, 'number', value);
  if (!Number.isSafeInteger(value)) throw unexpected(where, 'int', value);
  if (value < 0) throw invalid(where, 'Too small: expected number to be >=0');
  return value;
}

/** A time in UTC with milliseconds, whatever its zone and precision were. */
export function timeAt(value: unknown, where: string): string {
  if (typeof value !== 'string' || !dateTime.test(value))
    throw invalid(where, 'is not a time like 2026-01-31T12:00:00Z');
  return normal.test(value) ? value : new Date(value).toISOString();
}

/** Names and their texts. What is no name but JavaScript's prototype is dropped. */
export function textsAt(
  value: unknown,
  where: string,
  most: { entries: number; name: number; value: number },
): Record<string, string> {
  const texts = objectAt(value, where, 'record');
  delete texts['__proto__'];
  let entries = 0;
  for (const name in texts) {
    entries += 1;
    if (name === '') throw invalid(`${where}.`, 'has an empty name');
    if (name.length > most.name) throw invalid(`${where}.${name}`, `has a name longer than ${most.name} characters`);
    const text = texts[name];
    if (typeof text !== 'string' || text.length > most.value) textAt(text, `${where}.${name}`, most.value);
  }
  if (entries > most.entries) throw invalid(where, `has more than ${most.entries} entries`);
  return texts as Record<string, string>;
}
