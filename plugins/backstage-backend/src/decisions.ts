import type {
  Change,
  Feedback,
  Foretold,
  Incident,
  IncidentEvent,
  InPhase,
  Phase,
  Step,
  Stored,
  ToldAct,
  WouldBeMark,
} from '@autocura/common';
import { hasEnded } from '@autocura/common';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { titleOf } from './correlate';
import { stepOf } from './diagnose';
import { type Facts, foreseen, planForPerson, type PlanSettings } from './plan';

/** Phases in which alerts may not leave: something is being done about them. */
const busy: Phase[] = ['acting', 'verifying', 'undoing'];

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

/** What a person says is another outage leaves for an incident of its own, `to`, and is not brought back. */
export function split(
  incident: Incident,
  { keys, to, note }: { keys: string[]; to: string; note?: string },
  by: string,
  now: Date,
): { left: IncidentEvent[]; opened: IncidentEvent[] } {
  notMerged(incident);
  if (hasEnded(incident)) throw new ConflictError(`Incident ${incident.id} has ended`);
  if (busy.includes(incident.phase))
    throw new ConflictError(`Incident ${incident.id} is ${incident.phase}; wait for its end`);
  const alerts = incident.alerts.filter(({ key }) => keys.includes(key));
  const unknown = keys.filter(key => !alerts.some(alert => alert.key === key));
  if (unknown.length > 0) throw new InputError(`Incident ${incident.id} has no alert ${unknown[0]}`);
  if (alerts.length === incident.alerts.length) throw new InputError('All of its alerts would leave');
  const why = `${by} says that it is another outage${note === undefined ? '' : `: ${note}`}`;
  const service = alerts[0]?.service ?? incident.service;
  const data = {
    ...{ service, title: titleOf(service, alerts), severity: incident.severity, began: incident.began },
    ...{ alerts: alerts.map(alert => ({ ...alert, why })), dueAt: now.toISOString(), partedFrom: incident.id },
  };
  return {
    left: [{ type: 'incident.split', data: { to, keys: alerts.map(({ key }) => key), why, by } }],
    opened: [{ type: 'incident.opened', data }],
  };
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
  /** What it would change. */
  foretold: Foretold;
}

/** A step of the person's own choice. What guardrails ask about somebody else has to approve; what they deny stays denied. */
export function run(
  incident: Incident,
  step: Step,
  by: string,
  { facts, settings, approvalMs, foretold }: RunOptions,
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
  if (decision.kind === 'planned') {
    return [{ type: 'incident.planned', data: { plan: { ...decision.plan, validUntil: expiresAt } } }];
  }
  const plan = foreseen(decision.plan, foretold, { incident, facts, settings });
  return [{ type: 'incident.proposed', data: { plan, expiresAt } }];
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

/** Clocks of two systems differ. */
const skewMs = 60_000;

/** Somebody says what they did. What is told late is believed, what lies in the future or before the trouble is not. */
export function tellAct(
  incident: Incident,
  { step, says, at }: ToldAct,
  by: string,
  now: Date,
  { actions }: Pick<PlanSettings, 'actions'>,
): IncidentEvent[] {
  notMerged(incident);
  const when = at === undefined ? now : new Date(at);
  if (when.getTime() > now.getTime() + skewMs) throw new InputError('body.at: is in the future');
  if (when.toISOString() < incident.startedAt) throw new InputError('body.at: is before the incident began');
  const action = step && actions.find(({ id }) => id === step.action);
  if (step && !action) throw new InputError(`body.step.action: nothing here knows "${step.action}"`);
  const wrong = step && action?.objection(step);
  if (wrong !== undefined) throw new InputError(`body.step: ${wrong}`);
  const described = step && action ? action.describe(step) : '';
  const act = {
    ...{ id: actId(incident), at: when.toISOString(), by, says: says ?? described },
    ...(step && { step }),
  };
  return [{ type: 'incident.person-acted', data: { act } }];
}

/** A change that people made while this goes on and nothing of ours does is something they did about it. */
export function madeBy(change: Change, incident: Incident, by: string): IncidentEvent[] {
  const suspected = incident.diagnosis?.hypotheses.map(({ service }) => service) ?? [];
  const concerns = [...incident.services, ...suspected].includes(change.service);
  const ours = ['planned', 'acting', 'verifying', 'undoing'].includes(incident.phase);
  const told = incident.people?.some(act => act.change === change.id);
  const at = new Date(change.at).toISOString();
  if (!concerns || ours || told || hasEnded(incident) || at < incident.startedAt) return [];
  const step = stepOf(change);
  const act = {
    ...{ id: actId(incident), at, by: change.by ?? by, says: change.summary, change: change.id },
    ...(step && { step }),
  };
  return [{ type: 'incident.person-acted', data: { act } }];
}

/** What a step would have been that was named in this incident and not taken; the newest word counts. */
export function mark(
  incident: Incident,
  timeline: Stored[],
  { digest, mark: said, note }: Omit<WouldBeMark, 'by' | 'at'>,
  by: string,
): IncidentEvent[] {
  const named = timeline.some(
    event =>
      (event.type === 'incident.observed' || event.type === 'incident.proposed') && event.data.plan.digest === digest,
  );
  if (!named)
    throw new InputError(`body.digest: no step with the digest ${digest} was named in incident ${incident.id}`);
  return [{ type: 'incident.marked', data: { digest, mark: said, by, ...(note !== undefined && { note }) } }];
}

const actId = ({ version }: Incident) => `act-${version + 1}`;
