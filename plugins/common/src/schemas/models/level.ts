import { z } from 'zod';
import { signalNames } from '../../signals';
import { time } from './parts';

export const levelChange = z
  .object({
    service: z.string(),
    signal: z.enum(signalNames),
    unit: z.string(),
    at: time,
    before: z.number(),
    after: z.number(),
  })
  .meta({ id: 'LevelChange' });
