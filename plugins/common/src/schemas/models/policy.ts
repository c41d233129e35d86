import { z } from 'zod';
import { modes } from '../../plan';
import { policyLimits } from '../../policy';
import { counted, time } from './parts';

const limits = z.partialRecord(
  z.enum(policyLimits as [(typeof policyLimits)[number]]),
  z.union([z.number(), z.boolean()]),
);
const span = z.object({ from: z.string(), to: z.string() });

const rule = z.object({
  name: z.string(),
  match: z.object({
    action: z.array(z.string()).optional(),
    service: z.array(z.string()).optional(),
    failureMode: z.array(z.string()).optional(),
    during: z
      .object({
        days: z.array(z.string()).optional(),
        hours: span.optional(),
        zone: z.string(),
        between: z.object({ from: time, to: time }).optional(),
      })
      .optional(),
  }),
  mode: z.enum(modes),
  earned: z.boolean().optional(),
  preventive: z.boolean().optional(),
  limits: limits.optional(),
  holds: z.boolean(),
});

export const healingPolicy = z
  .object({
    file: z.string().optional(),
    version: z.string().optional(),
    unreadable: z.string().optional(),
    rules: z.array(rule),
    hidden: counted,
    limits,
  })
  .meta({ id: 'HealingPolicy' });
