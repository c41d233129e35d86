import { z } from 'zod';
import { time } from './parts';

const burn = z.object({
  long: z.number(),
  short: z.number(),
  factor: z.number(),
  severity: z.enum(['critical', 'warning']),
  longRate: z.number().optional(),
  shortRate: z.number().optional(),
  firing: z.boolean(),
});

export const slo = z
  .object({
    objective: z.string(),
    service: z.string(),
    target: z.number(),
    days: z.number(),
    left: z.number(),
    at: time,
    spentByHealing: z.number(),
    burns: z.array(burn),
    unknown: z.string().optional(),
  })
  .meta({ id: 'Slo' });
