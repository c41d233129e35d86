import { directions, missingPolicies, sensitivities, type Threshold, thresholdModes } from '@autocura/common';
import { z } from 'zod';
import { defined, duration, longDuration, parseFile } from '../files/parts';

const name = z.string().regex(/^[\w.-]{1,100}$/, 'must be a short name');

const threshold = z
  .strictObject({
    name,
    query: z.string().trim().min(1).max(4_000),
    service: z.union([
      z.strictObject({ name: z.string().min(1).max(253) }),
      z.strictObject({ label: z.string().regex(/^[a-zA-Z_]\w{0,127}$/, 'must be the name of a label') }),
    ]),
    direction: z.enum(directions).default('both'),
    sensitivity: z.enum(sensitivities).default('normal'),
    atLeast: z
      .strictObject({ change: z.number().nonnegative(), share: z.number().nonnegative() })
      .partial()
      .default({}),
    missing: z.strictObject({ after: duration, then: z.enum(missingPolicies) }).optional(),
    every: duration.default(15_000),
    settles: longDuration.default(3_600_000),
    mode: z.enum(thresholdModes).default('shadow'),
    severity: z.enum(['critical', 'warning', 'info']).default('warning'),
  })
  .refine(({ every }) => every >= 1_000, { path: ['every'], message: 'must be 1s or more' })
  .transform(({ every, settles, atLeast, missing, ...rest }): Threshold => ({
    ...{ ...rest, least: defined(atLeast), everyMs: every, settlesMs: settles },
    missing: missing ? { afterMs: missing.after, then: missing.then } : { afterMs: 20 * every, then: 'hold' },
  }));

const shape = z.strictObject({
  thresholds: z
    .array(threshold)
    .max(500)
    .refine(all => new Set(all.map(one => one.name)).size === all.length, 'two thresholds have one name'),
});

/** Reads a file of thresholds, YAML or JSON. Throws an Error that names what is wrong. */
export const parseThresholds = (text: string): Threshold[] => parseFile(text, shape, 'the file').thresholds;
