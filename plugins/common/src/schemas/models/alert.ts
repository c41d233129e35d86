import { z } from 'zod';
import { time } from './parts';

export const incidentAlert = z
  .object({
    key: z.string(),
    name: z.string(),
    service: z.string(),
    labels: z.record(z.string(), z.string()),
    summary: z.string().optional(),
    status: z.enum(['firing', 'resolved']),
    startsAt: time,
    endsAt: time.optional(),
    why: z.string(),
  })
  .meta({ id: 'IncidentAlert' });
