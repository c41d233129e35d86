import { z } from 'zod';
import { outcomes } from '../../plan';
import { claim, evidence } from './measurement';
import { name, time, values } from './parts';

export const step = z.object({ action: name(100), target: name(253), params: values }).meta({ id: 'Step' });

export const verdict = z
  .object({
    guardrail: z.string(),
    decision: z.enum(['allow', 'ask', 'deny']),
    reason: z.string(),
    until: time.optional(),
  })
  .meta({ id: 'Verdict' });

export const fieldChange = z
  .object({
    object: z.string(),
    field: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
    uid: z.string().optional(),
    aside: z.string().optional(),
  })
  .meta({ id: 'FieldChange' });

export const foretold = z.union([z.object({ changes: z.array(fieldChange) }), z.object({ cannot: z.string() })]);

export const plan = z
  .object({
    step,
    says: z.string(),
    hypothesis: z.string(),
    verdicts: z.array(verdict),
    digest: z.string(),
    foretold: foretold.optional(),
    again: z.string().optional(),
    askedBy: z.string().optional(),
    approvers: z.int().positive().optional(),
    approvals: z.array(z.string()).optional(),
    by: z.string().optional(),
    validUntil: time.optional(),
  })
  .meta({ id: 'Plan' });

export const attempt = z
  .object({
    key: z.string(),
    number: z.int().positive(),
    step,
    hypothesis: z.string(),
    failureMode: z.string(),
    service: z.string(),
    undo: step.optional(),
    askedBy: z.string().optional(),
    changes: z.array(fieldChange).optional(),
    by: z.string().optional(),
    intendedAt: time,
    actedAt: time.optional(),
    failed: z.string().optional(),
    instead: step.optional(),
    result: z.string().optional(),
    outcome: z.enum(outcomes).optional(),
    because: z.array(claim).optional(),
    before: z.array(evidence),
    after: z.array(evidence).optional(),
    verifiedAt: time.optional(),
    undoneAt: time.optional(),
    undoneBy: z.string().optional(),
  })
  .meta({ id: 'Attempt' });
