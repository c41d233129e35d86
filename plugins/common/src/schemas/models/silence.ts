import { z } from 'zod';
import { time } from './parts';

export const matcher = z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean() });

export const silence = z
  .object({
    id: z.string(),
    matchers: z.array(matcher),
    from: time,
    to: time,
    by: z.string(),
    reason: z.string(),
    origin: z.string().optional(),
    ended: z.object({ at: time, why: z.string() }).optional(),
  })
  .meta({ id: 'Silence' });
