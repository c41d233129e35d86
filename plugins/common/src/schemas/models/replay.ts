import { z } from 'zod';
import { outcomes } from '../../plan';
import { replayKinds } from '../../replay';
import { counted, countedBy, time } from './parts';
import { step, verdict } from './plan';

const replayKind = z.enum(replayKinds);
export const replayedEpisode = z
  .object({
    incidentId: z.string(),
    episode: z.int().positive(),
    title: z.string(),
    service: z.string(),
    openedAt: time,
    endedAt: time.optional(),
    would: z.object({
      kind: replayKind,
      decisions: z.array(
        z.object({
          at: time,
          kind: replayKind.exclude(['nothing']),
          step: step.optional(),
          says: z.string().optional(),
          hypothesis: z.string().optional(),
          verdicts: z.array(verdict),
          reason: z.string().optional(),
          outcome: z.enum([...outcomes, 'unknown']).optional(),
        }),
      ),
    }),
    really: z.object({
      kind: replayKind,
      attempts: z.array(
        z.object({
          at: time,
          step,
          by: z.string().optional(),
          failed: z.string().optional(),
          outcome: z.enum(outcomes).optional(),
        }),
      ),
      how: z.string().optional(),
    }),
    same: z.boolean(),
  })
  .meta({ id: 'ReplayedEpisode' });

export const replayReport = z
  .object({
    from: time,
    to: time,
    counts: z.object({
      alerts: counted,
      episodes: counted,
      same: counted,
      would: countedBy(replayKinds),
      really: countedBy(replayKinds),
      outcomes: countedBy([...outcomes, 'unknown']),
      objections: z.record(z.string(), counted),
    }),
    episodes: z.array(replayedEpisode),
    left: counted,
  })
  .meta({ id: 'ReplayReport' });
