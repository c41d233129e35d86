import { z } from 'zod';
import { directions, missingPolicies, sensitivities, thresholdModes } from '../../threshold';
import { counted, time } from './parts';

const labels = z.record(z.string(), z.string());

export const thresholdState = z
  .object({
    name: z.string(),
    query: z.string(),
    service: z.union([z.object({ name: z.string() }), z.object({ label: z.string() })]),
    direction: z.enum(directions),
    sensitivity: z.enum(sensitivities),
    least: z.object({ change: z.number(), share: z.number() }).partial(),
    missing: z.object({ afterMs: z.number().positive(), then: z.enum(missingPolicies) }),
    everyMs: z.number().positive(),
    settlesMs: z.number().positive(),
    mode: z.enum(thresholdModes),
    severity: z.enum(['critical', 'warning', 'info']),
    series: counted,
    firing: counted,
    week: counted,
    lookedAt: time.optional(),
    problem: z.string().optional(),
  })
  .meta({ id: 'Threshold' });

const deviation = z
  .object({
    at: time,
    value: z.number(),
    expected: z.number(),
    lo: z.number(),
    hi: z.number(),
    score: z.number().nonnegative(),
  })
  .meta({ id: 'Deviation' });

export const firing = z
  .object({
    id: z.string(),
    threshold: z.string(),
    mode: z.enum(thresholdModes),
    service: z.string(),
    labels,
    why: z.enum(['unusual', 'missing']),
    at: time,
    began: deviation.optional(),
    after: z.string().optional(),
    endedAt: time.optional(),
  })
  .meta({ id: 'Firing' });

export const band = z
  .object({
    threshold: z.string(),
    service: z.string(),
    labels,
    points: z.array(
      z.object({
        at: time,
        value: z.number(),
        expected: z.number().optional(),
        lo: z.number().optional(),
        hi: z.number().optional(),
        unusual: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Band' });

export const thresholdPreview = z
  .object({
    from: time,
    to: time,
    thresholds: z.array(
      z.object({ name: z.string(), series: counted, firings: z.array(firing), problem: z.string().optional() }),
    ),
  })
  .meta({ id: 'ThresholdPreview' });
