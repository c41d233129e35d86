import { z } from 'zod';
import { wouldBeMarks } from '../../people';
import { outcomes } from '../../plan';
import { claim, evidence } from './measurement';
import { time } from './parts';
import { step } from './plan';

export const personAct = z
  .object({
    id: z.string(),
    at: time,
    by: z.string(),
    says: z.string(),
    step: step.optional(),
    change: z.string().optional(),
    outcome: z.enum(outcomes).optional(),
    because: z.array(claim).optional(),
    after: z.array(evidence).optional(),
    verifiedAt: time.optional(),
  })
  .meta({ id: 'PersonAct' });

export const wouldBeMark = z
  .object({ digest: z.string(), mark: z.enum(wouldBeMarks), by: z.string(), at: time, note: z.string().optional() })
  .meta({ id: 'WouldBeMark' });
