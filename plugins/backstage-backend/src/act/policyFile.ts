import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { modes } from '@autocura/common';
import { parse } from 'yaml';
import { z } from 'zod';
import { days, type Limits, type Policy, type PolicyRule } from '../plan';

const longest = 256 * 1024;
const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

const duration = z
  .string()
  .regex(/^\d{1,6}(ms|s|m|h)$/, 'must be a duration such as 30s or 5m')
  .transform(text => {
    const [, amount, name] = /^(\d+)(\w+)$/.exec(text) ?? [];
    return Number(amount) * unit[name as keyof typeof unit];
  });

const names = z.array(z.string().min(1)).min(1, 'an empty list would match nothing: leave it out or name something');
const count = z.number().int().min(0);

const limits = z
  .strictObject({
    cooldown: duration,
    perTargetPerHour: count,
    perServicePerHour: count,
    perHour: count,
    raisesPerDay: count,
    raisesPerDayInAll: count,
    attemptsPerEpisode: count,
    failuresPerDay: count,
    stormShare: z.number().min(0).max(1),
    stormServices: count,
    stormIncidents: count,
    stormCalm: duration,
    handsOff: duration,
    healsPerWeek: count.min(1),
    holdBack: z.number().min(0).max(0.5),
    holdBackCritical: z.boolean(),
    minSupport: z.number().min(0),
    interruptLastReplica: z.boolean(),
    tryAgain: z.boolean(),
    memoryMiB: count,
    cpuMilli: count,
    storageGiB: count,
  })
  .partial();

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:30');
const moment = z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-12-20T00:00:00Z' });

const during = z
  .strictObject({
    days: z.array(z.enum(days)).min(1).optional(),
    hours: z.strictObject({ from: clock, to: clock }).optional(),
    zone: z.string().refine(isZone, 'is no time zone').default('UTC'),
    between: z
      .strictObject({ from: moment, to: moment })
      .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'ends before it begins')
      .optional(),
  })
  .refine(of => of.days ?? of.hours ?? of.between, 'names no days, no hours and no moments')
  .transform(of => ({ ...defined(of), zone: of.zone }));

const document = z.array(
  z
    .strictObject({
      name: z.string().min(1),
      match: z.strictObject({ action: names, service: names, failureMode: names, during }).partial(),
      mode: z.enum(modes).optional(),
      upTo: z.enum(['approve', 'auto']).optional(),
      limits: limits.optional(),
      preventive: z.boolean().optional(),
    })
    .refine(({ mode, upTo }) => (mode === undefined) !== (upTo === undefined), 'needs either a mode or upTo')
    .refine(({ preventive, match }) => !preventive || match.action !== undefined, 'is preventive and names no action'),
);

/** Reads a healing policy. Throws an Error that names what is wrong: half a policy would be a guess. */
export function parsePolicy(text: string): PolicyRule[] {
  if (Buffer.byteLength(text) > longest) throw new Error(`it is longer than ${longest} bytes`);
  const parsed = document.safeParse(parse(text, { maxAliasCount: 100 }));
  if (!parsed.success) throw new Error(parsed.error.issues.map(toWords).join('; '));
  return parsed.data.map(({ name, match, mode, upTo, limits: said, preventive }) => ({
    name,
    match: defined(match),
    mode: upTo ?? mode ?? 'propose',
    ...(upTo !== undefined && { earned: true }),
    ...(said && { limits: toLimits(said) }),
    ...(preventive && { preventive }),
  }));
}

/** Reads the policy file now. One that cannot be read grants nothing, and `warn` hears of it. */
export async function readPolicy(path: string, warn: (message: string) => void): Promise<Policy> {
  try {
    const text = await readBounded(path);
    return { rules: parsePolicy(text), version: createHash('sha256').update(text).digest('hex').slice(0, 12) };
  } catch (error) {
    const unreadable = error instanceof Error ? error.message : String(error);
    warn(`The healing policy ${path} cannot be read, so nothing is done without a person: ${unreadable}`);
    return { rules: [], unreadable };
  }
}

async function readBounded(path: string) {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longest + 1), 0, longest + 1, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function toLimits({ cooldown, stormCalm, handsOff, ...said }: z.infer<typeof limits>): Partial<Limits> {
  return { ...defined(said), ...defined({ cooldownMs: cooldown, stormCalmMs: stormCalm, handsOffMs: handsOff }) };
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

const toWords = ({ path, message }: z.core.$ZodIssue) => `${path.join('.') || 'policy'}: ${message}`;

/** The same object without what is undefined. */
const defined = <T extends object>(object: T) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
