import { z } from 'zod';
import { healthStates } from '../../health';
import { time } from './parts';

export const serviceHealth = z
  .object({
    service: z.string(),
    state: z.enum(healthStates),
    reasons: z.array(z.object({ state: z.enum(healthStates), says: z.string() })),
    dataAt: time.optional(),
    since: time,
    signals: z.array(
      z.object({ signal: z.string(), value: z.number(), unit: z.string(), normal: z.number().optional() }),
    ),
    openIncidents: z.array(z.string()),
  })
  .meta({ id: 'ServiceHealth' });

export const healthChange = z
  .object({
    at: time,
    service: z.string(),
    from: z.enum(healthStates),
    to: z.enum(healthStates),
    reasons: z.array(z.string()),
    dataAt: time.optional(),
  })
  .meta({ id: 'HealthChange' });
