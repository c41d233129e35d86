import { z } from 'zod';
import { sizedKinds, sizingRisks, sizingStates } from '../../capacity';
import { outcomes } from '../../plan';
import { signalNames } from '../../signals';
import { counted, time } from './parts';
import { step } from './plan';

const signal = z.enum(signalNames);

export const forecast = z
  .object({
    service: z.string(),
    signal,
    unit: z.string(),
    at: time,
    past: z.array(z.object({ at: time, value: z.number() })),
    hours: z.array(z.object({ at: time, expected: z.number(), lo: z.number(), hi: z.number() })),
    problem: z.string().optional(),
  })
  .meta({ id: 'Forecast' });

const demand = z.object({
  signal,
  unit: z.string(),
  days: z.number().nonnegative(),
  samples: counted,
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  most: z.number(),
});

const result = z.object({
  at: time,
  outcome: z.enum(outcomes).optional(),
  saved: z.number(),
  latencyBefore: z.number().optional(),
  latencyAfter: z.number().optional(),
});

export const sizingProposal = z
  .object({
    id: z.string(),
    service: z.string(),
    kind: z.enum(sizedKinds),
    unit: z.string(),
    from: z.number(),
    to: z.number(),
    saves: z.number(),
    risk: z.enum(sizingRisks),
    fullest: z.number().nonnegative(),
    demand,
    step: step.optional(),
    at: time,
    state: z.enum(sizingStates),
    by: z.string().optional(),
    note: z.string().optional(),
    decidedAt: time.optional(),
    incidentId: z.string().optional(),
    result: result.optional(),
  })
  .meta({ id: 'SizingProposal' });
