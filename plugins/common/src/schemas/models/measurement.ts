import { z } from 'zod';
import { signalNames } from '../../signals';
import { time } from './parts';

export const measurement = z
  .discriminatedUnion('state', [
    z.object({
      state: z.literal('measured'),
      value: z.number(),
      at: time,
      parts: z.record(z.string(), z.number()).optional(),
      normal: z.number().optional(),
      normalParts: z.record(z.string(), z.number()).optional(),
    }),
    z.object({ state: z.literal('missing'), reason: z.string() }),
  ])
  .meta({ id: 'Measurement' });

export const evidence = z
  .object({
    id: z.string(),
    question: z.object({
      service: z.string(),
      signal: z.enum(signalNames),
      by: z.enum(['peer', 'instance']).optional(),
      normal: z.boolean().optional(),
    }),
    source: z.enum(['prometheus', 'elasticsearch', 'loki']),
    family: z.string(),
    query: z.string(),
    unit: z.string(),
    measurement,
    series: z
      .array(z.tuple([z.number(), z.number()]))
      .max(300)
      .optional(),
  })
  .meta({ id: 'Evidence' });

export const claim = z.object({ says: z.string(), evidence: z.array(z.string()) }).meta({ id: 'Claim' });
