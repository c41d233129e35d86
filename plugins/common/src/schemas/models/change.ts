import { z } from 'zod';
import { name, time } from './parts';

const commit = z
  .object({
    id: name(200),
    message: z.string().max(5000),
    files: z.array(z.string().min(1).max(1000)).max(1000),
    diff: z.string().max(200_000).optional(),
  })
  .meta({ id: 'Commit' });

export const change = z
  .object({
    id: name(200),
    kind: z.enum(['deploy', 'config', 'flag', 'scale', 'other']),
    service: name(253),
    key: z.string().max(253).optional(),
    at: time,
    summary: z.string().max(1000),
    from: z.string().max(200).optional(),
    to: z.string().max(200).optional(),
    by: z.string().max(200).optional(),
    commits: z.array(commit).max(100).optional(),
  })
  .meta({ id: 'Change' });
