import { z } from 'zod';
import { dependencyKinds, dependencyStates } from '../../dependency';
import { outcomes } from '../../plan';
import { time } from './parts';

export const askedSource = z
  .object({ source: z.string(), askedAt: time, problem: z.string().optional() })
  .meta({ id: 'AskedSource' });

export const dependency = z
  .object({
    name: z.string(),
    kind: z.enum(dependencyKinds),
    state: z.enum(dependencyStates),
    since: time,
    reason: z.string().optional(),
  })
  .meta({ id: 'Dependency' });

export const actionRow = z
  .object({
    key: z.string(),
    incidentId: z.string(),
    attempt: z.int().positive(),
    action: z.string(),
    target: z.string(),
    service: z.string(),
    failureMode: z.string(),
    says: z.string().optional(),
    intendedAt: time,
    actedAt: time.optional(),
    outcome: z.enum(outcomes).optional(),
    by: z.string().optional(),
    failed: z.string().optional(),
    verifiedAt: time.optional(),
    undoneAt: time.optional(),
  })
  .meta({ id: 'ActionRow' });

export const rights = z.object({ actor: z.string(), permissions: z.array(z.string()) }).meta({ id: 'Rights' });

export const alertTest = z
  .object({
    id: z.string(),
    sender: z.enum(['alertmanager', 'grafana', 'autocura']),
    receivedAt: time,
    actor: z.string(),
  })
  .meta({ id: 'AlertTest' });
