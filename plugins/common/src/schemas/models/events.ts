import { z } from 'zod';
import { time } from './parts';

export const storedEvent = z
  .object({
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    stream: z.string(),
    seq: z.int().positive(),
    at: time,
    actor: z.string(),
  })
  .meta({ id: 'Event' });
