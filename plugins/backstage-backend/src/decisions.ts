import type { Feedback, Incident, IncidentEvent, InPhase, Step } from '@autocura/common';
import { hasEnded } from '@autocura/common';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { type Facts, planForPerson, type PlanSettings } from './plan';

/** What people decide, as events; each throws a 4xx that says why it cannot be decided now. */

export function approve(incident: Incident, digest: string, by: string, now: Date): IncidentEvent[] {
  const { expiresAt, plan } = proposed(incident, digest);
  if (expiresAt <= now.toISOString()) throw new ConflictError('The proposal ran out unanswered');
  if (plan.askedBy === by) throw new NotAllowedError('You asked for it; somebody else has to approve it');
  if (plan.approvals?.includes(by)) throw new ConflictError('You have approved it; somebody else has to as well');
  return [{ type: 'incident.approved', data: { digest, by } }];
}

export function reject(incident: Incident, digest: string, by: string, note?: string): IncidentEvent[] {
  proposed(incident, digest);
  return [{ type: 'incident.rejected', data: { digest, by, ...(note !== undefined && { note }) } }];
}

function proposed(incident: Incident, digest: string): InPhase<'proposed'> {
  notMerged(incident);
  if (incident.phase !== 'proposed')
    throw new ConflictError(`Incident ${incident.id} is ${incident.phase}, not proposed`);
  if (incident.plan.digest !== digest) throw new ConflictError('The plan is another one by now; look at it again');
  return incident;
}

function notMerged({ id, mergedInto }: Incident) {
  if (mergedInto !== undefined) throw new ConflictError(`Incident ${id} goes on in ${mergedInto}`);
}

export interface RunOptions {
  facts: Facts;
  settings: PlanSettings;
  /** How long somebody else may take to approve it, in milliseconds, and how long the wish holds. */
  approvalMs: number;
}

/** A step of the person's own choice. What guardrails ask about somebody else has to approve; what they deny stays denied. */
export function run(
  incident: Incident,
  step: Step,
  by: string,
  { facts, settings, approvalMs }: RunOptions,
): IncidentEvent[] {
  notMerged(incident);
  if (hasEnded(incident)) throw new ConflictError(`Incident ${incident.id} is ${incident.phase}`);
  if (['acting', 'verifying', 'undoing', 'planned'].includes(incident.phase)) {
    throw new ConflictError(`Incident ${incident.id} is ${incident.phase}; one action at a time`);
  }
  if (!incident.diagnosis) throw new ConflictError(`Incident ${incident.id} has no diagnosis yet`);
  const decision = planForPerson({ incident, step, by, facts, settings });
  if ('reason' in decision) throw new ConflictError(decision.reason);
  const expiresAt = new Date(Date.parse(facts.now) + approvalMs).toISOString();
  const plan = { ...decision.plan, validUntil: expiresAt };
  return decision.kind === 'planned'
    ? [{ type: 'incident.planned', data: { plan } }]
    : [{ type: 'incident.proposed', data: { plan: decision.plan, expiresAt } }];
}

export function undo(incident: Incident, key: string, by: string): IncidentEvent[] {
  const attempt = incident.attempts.find(one => one.key === key);
  if (!attempt) throw new InputError(`body.key: no attempt ${key}`);
  if (!attempt.undo) throw new ConflictError(`${attempt.step.action} has no way back`);
  if (attempt.undoneAt !== undefined) throw new ConflictError('It is taken back already');
  notMerged(incident);
  if (!incident.diagnosis) throw new ConflictError(`Incident ${incident.id} has no diagnosis yet`);
  if (['acting', 'verifying', 'undoing'].includes(incident.phase)) {
    throw new ConflictError(`Incident ${incident.id} is ${incident.phase}; one action at a time`);
  }
  return [{ type: 'incident.undoing', data: { key, by } }];
}

export function feedback(incident: Incident, { hypothesis, right, note }: Feedback, by: string): IncidentEvent[] {
  if (!incident.diagnosis?.hypotheses.some(({ id }) => id === hypothesis)) {
    throw new InputError(`body.hypothesis: ${hypothesis} is not a likely cause of this incident`);
  }
  return [{ type: 'incident.feedback', data: { hypothesis, right, by, ...(note !== undefined && { note }) } }];
}
