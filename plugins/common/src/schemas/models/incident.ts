import { z } from 'zod';
import { phases } from '../../incident';
import { incidentAlert } from './alert';
import { diagnosis } from './diagnosis';
import { time } from './parts';
import { personAct, wouldBeMark } from './people';
import { attempt, plan } from './plan';
import { prediction } from './prediction';

/** What a phase knows beside the common part, as optional fields: JSON Schema readers cope badly with deep unions. */
export const incident = z
  .object({
    id: z.string(),
    version: z.int().positive(),
    episode: z.int().positive(),
    began: z.enum(['alert', 'predicted', 'sizing', 'storm']),
    service: z.string(),
    services: z.array(z.string()),
    title: z.string(),
    severity: z.enum(['critical', 'warning', 'info']),
    alerts: z.array(incidentAlert),
    alertCount: z.int().nonnegative().optional(),
    startedAt: time,
    openedAt: time,
    updatedAt: time,
    dueAt: time.optional(),
    attempts: z.array(attempt),
    diagnosis: diagnosis.optional(),
    suspectedAt: time.optional(),
    mergedInto: z.string().optional(),
    apart: z.array(z.string()).optional(),
    rejected: z.array(z.string()),
    untold: z.int().nonnegative().optional(),
    people: z.array(personAct).optional(),
    predictions: z.array(prediction).optional(),
    marks: z.array(wouldBeMark).optional(),
    feedback: z.array(
      z.object({
        hypothesis: z.string(),
        right: z.boolean(),
        by: z.string(),
        at: time,
        note: z.string().optional(),
      }),
    ),
    phase: z.enum(phases),
    plan: plan.optional(),
    expiresAt: time.optional(),
    reason: z.string().optional(),
    attempt: attempt.optional(),
    resolvedAt: time.optional(),
    how: z.enum(['healed', 'by itself', 'by a person']).optional(),
  })
  .meta({ id: 'Incident' });
