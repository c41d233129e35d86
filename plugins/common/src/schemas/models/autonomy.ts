import { z } from 'zod';
import { modes } from '../../plan';
import { time } from './parts';

const share = z.object({ of: z.int().nonnegative(), successes: z.int().nonnegative() });
export const autonomy = z
  .object({
    failureMode: z.string(),
    action: z.string(),
    service: z.string(),
    mode: z.enum(modes),
    from: z.string(),
    level: z.enum(['propose', 'approve', 'auto']),
    reasons: z.array(z.string()),
    tried: share,
    left: share,
    worth: z.object({ difference: z.number(), lower: z.number(), upper: z.number() }).optional(),
    attemptsLeft: z.int().nonnegative(),
  })
  .meta({ id: 'Autonomy' });

export const recurrence = z
  .object({ failureMode: z.string(), times: z.int().positive(), lastAt: time })
  .meta({ id: 'Recurrence' });

export const problem = z
  .object({
    service: z.string(),
    failureMode: z.string(),
    openedAt: time,
    lastAt: time,
    heals: z.int().positive(),
    incidentId: z.string(),
    acknowledged: z.object({ by: z.string(), at: time, note: z.string().optional() }).optional(),
  })
  .meta({ id: 'Problem' });
