import { z } from 'zod';
import { approvalObstacles, linkKinds } from '../../card';
import { phases } from '../../incident';
import { actionRow } from './api';
import { recurrence } from './autonomy';
import { serviceHealth } from './health';
import { counted, time } from './parts';
import { foretold } from './plan';

const proposal = z.object({
  says: z.string(),
  digest: z.string(),
  expiresAt: time,
  foretold: foretold.optional(),
  approvers: counted,
  approvals: counted,
  mayReject: z.boolean(),
  mayApprove: z.boolean(),
  because: z.enum(approvalObstacles).optional(),
});

const cardIncident = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string(),
  severity: z.enum(['critical', 'warning', 'info']),
  phase: z.enum(phases),
  openedAt: time,
  updatedAt: time,
  recurrence: recurrence.optional(),
  proposal: proposal.optional(),
  grafana: z.string().optional(),
});

const prediction = z.object({
  says: z.string(),
  signal: z.string(),
  at: time,
  earliest: time,
  latest: time.optional(),
});

const errorBudget = z.object({ objective: z.string(), target: z.number(), days: z.number(), left: z.number() });

export const catalogedService = z
  .object({
    entity: z.string(),
    mappedBy: z.string(),
    owners: z.array(z.string()),
    system: z.string().optional(),
    domain: z.string().optional(),
  })
  .meta({ id: 'CatalogedService' });

export const catalogMapping = z
  .object({
    items: z.array(catalogedService.extend({ service: z.string(), alsoClaimedBy: z.array(z.string()).optional() })),
    readAt: time.optional(),
    unavailable: z.string().optional(),
  })
  .meta({ id: 'CatalogMapping' });

export const serviceCard = z
  .object({
    service: z.string(),
    health: serviceHealth,
    incidents: z.array(cardIncident),
    open: counted,
    lastHealing: actionRow.optional(),
    prediction: prediction.nullable(),
    errorBudget: errorBudget.nullable(),
    links: z.array(z.object({ kind: z.enum(linkKinds), title: z.string(), url: z.string() })),
    catalog: catalogedService.optional(),
    catalogUnavailable: z.string().optional(),
  })
  .meta({ id: 'ServiceCard' });
