import { open } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { days } from '../plan';

/** Bytes of a file that people write; a longer one is a mistake. */
const longest = 256 * 1024;
const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 };

/** `30s`, `5m`, `2h`, in milliseconds. */
export const duration = z
  .string()
  .regex(/^\d{1,6}(ms|s|m|h)$/, 'must be a duration such as 30s or 5m')
  .transform(durationMs);

/** `28d` beside those. */
export const longDuration = z
  .string()
  .regex(/^\d{1,6}(ms|s|m|h|d)$/, 'must be a duration such as 5m or 28d')
  .transform(durationMs);

export const names = z
  .array(z.string().min(1))
  .min(1, 'an empty list would match nothing: leave it out or name something');

export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:30');
export const moment = z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-12-20T00:00:00Z' });
export const zone = z.string().refine(isZone, 'is no time zone');

/** From one moment to a later one. */
export const span = z
  .strictObject({ from: moment, to: moment })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'ends before it begins');

export const during = z
  .strictObject({
    days: z.array(z.enum(days)).min(1).optional(),
    hours: z.strictObject({ from: clock, to: clock }).optional(),
    zone: zone.default('UTC'),
    between: span.optional(),
  })
  .refine(of => of.days ?? of.hours ?? of.between, 'names no days, no hours and no moments')
  .transform(of => ({ ...defined(of), zone: of.zone }));

/** Reads YAML of that shape. Throws an Error that names what is wrong: half a file would be a guess. */
export function parseFile<T>(text: string, shape: z.ZodType<T>, whole: string): T {
  if (Buffer.byteLength(text) > longest) throw new Error(`it is longer than ${longest} bytes`);
  const parsed = shape.safeParse(parse(text, { maxAliasCount: 100 }));
  if (!parsed.success) throw new Error(parsed.error.issues.map(issue => toWords(issue, whole)).join('; '));
  return parsed.data;
}

/** The text of a file, to one byte more than `parseFile` takes. */
export async function readBounded(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longest + 1), 0, longest + 1, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The same object without what is undefined. */
export const defined = <T extends object>(object: T) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

function durationMs(text: string): number {
  const [, amount, name] = /^(\d+)(\w+)$/.exec(text) ?? [];
  return Number(amount) * unit[name as keyof typeof unit];
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const toWords = ({ path, message }: z.core.$ZodIssue, whole: string) => `${path.join('.') || whole}: ${message}`;
