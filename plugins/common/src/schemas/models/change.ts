import { z } from 'zod';
import { name, time } from './parts';

export const change = z
  .object({
    id: name(200),
    kind: z.enum(['deploy', 'config', 'flag', 'scale', 'other']),
    service: name(253),
    key: z.string().max(253).optional(),
    at: time,
    summary: z.string().max(1000),
    from: z.string().max(200).optional(),
    to: z.string().max(200).optional(),
    by: z.string().max(200).optional(),
  })
  .meta({ id: 'Change' });
