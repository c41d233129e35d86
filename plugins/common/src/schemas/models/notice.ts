import { z } from 'zod';
import { noticeKinds } from '../../notice';
import { counted, time } from './parts';

const delivery = z.object({
  key: z.string(),
  step: counted,
  about: z.enum(['call', 'over']),
  channel: z.string(),
  address: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'delivered', 'given up']),
  refused: counted,
  dueAt: time.optional(),
  reason: z.string().optional(),
});

export const notice = z
  .object({
    id: z.string(),
    version: counted,
    incidentId: z.string(),
    kind: z.enum(noticeKinds),
    service: z.string(),
    severity: z.enum(['critical', 'warning', 'info']),
    title: z.string(),
    reason: z.string(),
    digest: z.string().optional(),
    openedAt: time,
    state: z.enum(['open', 'acknowledged', 'closed']),
    steps: counted,
    stepAt: time.optional(),
    dueAt: time.optional(),
    waits: z.string().optional(),
    acknowledged: z.object({ by: z.string(), at: time, note: z.string().optional() }).optional(),
    closed: z.object({ at: time, why: z.string() }).optional(),
    deliveries: z.array(delivery),
  })
  .meta({ id: 'Notice' });

export const onCall = z
  .object({ schedule: z.string(), person: z.string().optional(), why: z.string(), until: time.optional() })
  .meta({ id: 'OnCall' });
