import { z } from 'zod';
import { time } from './parts';

export const brake = z
  .object({ holds: z.array(z.object({ by: z.string(), reason: z.string(), since: time.optional() })) })
  .meta({ id: 'Brake' });
