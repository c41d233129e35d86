import { createHash } from 'node:crypto';
import { modes } from '@autocura/common';
import { z } from 'zod';
import { defined, during, duration, names, parseFile, readBounded } from '../files/parts';
import type { Limits, Policy, PolicyRule } from '../plan';

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
  return parseFile(text, document, 'policy').map(({ name, match, mode, upTo, limits: said, preventive }) => ({
    name,
    match: defined(match),
    mode: upTo ?? mode ?? 'propose',
    ...(upTo !== undefined && { earned: true }),
    ...(said && { limits: toLimits(said) }),
    ...(preventive && { preventive }),
  }));
}

/**
 * Reads the policy file anew each time it is asked. While it cannot be read it grants nothing, and `warn` hears of it
 * once for each mistake; the rules are those of the last time that it could, for what they hold back.
 */
export function policyReader(path: string, warn: (message: string) => void): () => Promise<Policy> {
  let good: Policy | undefined;
  let said: string | undefined;
  return async () => {
    try {
      const text = await readBounded(path);
      const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
      if (good?.version !== version) good = { rules: parsePolicy(text), version };
      said = undefined;
      return good;
    } catch (error) {
      const unreadable = error instanceof Error ? error.message : String(error);
      if (unreadable !== said)
        warn(`The healing policy ${path} cannot be read, so nothing is done without a person: ${unreadable}`);
      said = unreadable;
      return { rules: good?.rules ?? [], unreadable };
    }
  };
}

function toLimits({ cooldown, stormCalm, handsOff, ...said }: z.infer<typeof limits>): Partial<Limits> {
  return { ...defined(said), ...defined({ cooldownMs: cooldown, stormCalmMs: stormCalm, handsOffMs: handsOff }) };
}
