import { z } from 'zod';
import { limitedKinds, predictionOutcomes } from '../../prediction';
import { counted, countedBy, time } from './parts';

export const foresight = z
  .object({
    at: time,
    value: z.number(),
    likelihood: z.number().min(0).max(1),
    eta: time.optional(),
    lo: time.optional(),
    hi: time.optional(),
  })
  .meta({ id: 'Foresight' });

export const prediction = z
  .object({
    id: z.string(),
    service: z.string(),
    kind: z.enum(limitedKinds),
    unit: z.string(),
    limit: z.number(),
    direction: z.enum(['above', 'below']),
    horizonMs: z.number().positive(),
    told: foresight,
    latest: foresight,
    standing: z.boolean(),
    incidentId: z.string().optional(),
    outcome: z.enum(predictionOutcomes).optional(),
    crossedAt: time.optional(),
    judgedAt: time.optional(),
  })
  .meta({ id: 'Prediction' });

export const trackRecord = z
  .object({
    service: z.string(),
    kind: z.enum(limitedKinds),
    open: counted,
    outcomes: countedBy(predictionOutcomes),
  })
  .meta({ id: 'TrackRecord' });
