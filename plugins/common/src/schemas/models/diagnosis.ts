import { z } from 'zod';
import { signalNames } from '../../signals';
import { claim, evidence } from './measurement';
import { time } from './parts';
import { step } from './plan';

export const hypothesis = z
  .object({
    id: z.string(),
    service: z.string(),
    failureMode: z.string(),
    title: z.string(),
    support: z.number(),
    standing: z.enum(['confirmed', 'likely', 'inconclusive']),
    because: z.array(claim),
    remedies: z.array(step),
    change: z.string().optional(),
  })
  .meta({ id: 'Hypothesis' });

const moved = z.object({
  signal: z.enum(signalNames),
  unit: z.string(),
  normal: z.number(),
  now: z.number(),
  explainedBy: z.string().optional(),
});
const fittingChange = z
  .object({
    change: z.string(),
    service: z.string(),
    summary: z.string(),
    commit: z.object({ id: z.string(), subject: z.string() }).optional(),
    shared: z.array(z.string()),
  })
  .meta({ id: 'FittingChange' });
export const located = z
  .object({
    services: z.array(z.object({ service: z.string(), because: z.array(moved) })),
    abstains: z.boolean(),
    confidence: z.number().min(0).max(1).optional(),
    fitting: z.array(fittingChange).optional(),
  })
  .meta({ id: 'Located' });

export const logFindings = z
  .object({
    patterns: z
      .array(
        z.object({
          service: z.string(),
          text: z.string().max(300),
          isError: z.boolean(),
          isNew: z.boolean(),
          before: z.number(),
          now: z.number(),
          firstAt: time,
        }),
      )
      .max(8),
    firstError: z.object({ service: z.string(), traces: z.number(), of: z.number() }).optional(),
  })
  .meta({ id: 'LogFindings' });

export const diagnosis = z
  .object({
    at: time,
    looked: z.array(z.string()),
    hypotheses: z.array(hypothesis),
    evidence: z.array(evidence),
    located: located.optional(),
    logs: logFindings.optional(),
  })
  .meta({ id: 'Diagnosis' });

const sentence = z.object({ text: z.string(), evidence: z.array(z.string()) }).meta({ id: 'Sentence' });
export const explanation = z
  .object({
    sentences: z.array(sentence),
    by: z.enum(['evidence', 'model']),
    dropped: z.number().optional(),
    note: z.string().optional(),
  })
  .meta({ id: 'Explanation' });
