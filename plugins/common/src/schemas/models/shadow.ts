import { z } from 'zod';
import { wouldBeMarks } from '../../people';
import { outcomes } from '../../plan';
import { agreements } from '../../shadow';
import { counted, countedBy, time } from './parts';
import { personAct, wouldBeMark } from './people';
import { step } from './plan';

export const shadowedEpisode = z
  .object({
    incidentId: z.string(),
    episode: z.int().positive(),
    title: z.string(),
    service: z.string(),
    openedAt: time,
    endedAt: time.optional(),
    how: z.string().optional(),
    cause: z.object({ at: time, title: z.string(), service: z.string(), failureMode: z.string() }).optional(),
    would: z
      .object({
        at: time,
        step,
        says: z.string(),
        failureMode: z.string(),
        digest: z.string(),
        mark: wouldBeMark.optional(),
      })
      .optional(),
    people: z.array(personAct.omit({ after: true, because: true })),
    agreement: z.enum(agreements),
    minutesSaved: z.number().optional(),
  })
  .meta({ id: 'ShadowedEpisode' });

export const shadowReport = z
  .object({
    from: time,
    to: time,
    counts: z.object({
      episodes: counted,
      causes: counted,
      steps: counted,
      agreements: countedBy(agreements),
      outcomes: countedBy([...outcomes, 'not measured']),
      minutesSaved: z.number(),
      marks: countedBy([...wouldBeMarks, 'not marked']),
    }),
    remedies: z.array(
      z.object({
        ...{ failureMode: z.string(), action: z.string(), service: z.string() },
        ...{ named: counted, agrees: counted, healed: counted, right: counted, unneeded: counted, harmful: counted },
      }),
    ),
    episodes: z.array(shadowedEpisode),
    left: counted,
  })
  .meta({ id: 'ShadowReport' });
