import type { Attempt, Incident, IncidentEvent, Stored } from '@autocura/common';
import { hasEnded, isStanding } from '@autocura/common';
import { afterChanged, afterJoined } from './alertRuns';
import { ImpossibleEventError } from './errors';
import {
  baseOf,
  confirm,
  dueBy,
  withAlerts,
  withAttempt,
  withDue,
  withoutAlerts,
  withPrediction,
} from './incidentParts';

/**
 * The incident after the event. Pure, and the only place that says what an event means to an incident.
 * Throws ImpossibleEventError for an event that cannot follow.
 */
export function evolve(before: Incident | undefined, event: Stored<IncidentEvent>): Incident {
  if (before === undefined) return opened(event);
  const incident: Incident = { ...before, version: event.seq, updatedAt: event.at };
  const base = baseOf(incident);
  const now = event.at;
  switch (event.type) {
    case 'incident.opened':
      throw impossible(event, 'it is open already');
    case 'incident.predicted': {
      const known = withPrediction(incident, event.data.prediction);
      return isStanding(known) === isStanding(incident) || hasEnded(incident) ? known : dueBy(known, now);
    }
    case 'incident.alert-joined':
      return afterJoined(before, [event]);
    case 'incident.alert-changed':
      return afterChanged(before, [event]);
    case 'incident.rerooted': {
      const { service, title } = event.data;
      return thoughtOverAgain(withAlerts({ ...incident, service, title }, []), now);
    }
    case 'incident.merged':
      return { ...withDue(incident), mergedInto: event.data.into };
    case 'incident.absorbed': {
      const attempts = (event.data.attempts ?? []).reduce(withAttempt, incident.attempts);
      const grown = { ...withAlerts(incident, event.data.alerts), attempts };
      return ['open', 'escalated'].includes(incident.phase) ? dueBy(grown, now) : thoughtOverAgain(grown, now);
    }
    case 'incident.split':
      return withoutAlerts(
        event.data.by === undefined ? incident : apartFrom(incident, event.data.to),
        event.data.keys,
      );
    case 'incident.reopened': {
      const { alert, dueAt, title = base.title } = event.data;
      const { diagnosis: _, suspectedAt: _since, untold: _untold, ...kept } = base;
      // A new episode is about what fires now; what fired in earlier ones is in the stream.
      const firing = base.alerts.filter(({ status }) => status === 'firing');
      // Nor does it grow by what was measured in them.
      const attempts = base.attempts.map(({ after: _after, ...attempt }) => ({ ...attempt, before: [] }));
      const episode = {
        title,
        service: alert.service,
        alerts: firing,
        attempts,
        episode: base.episode + 1,
        rejected: [],
        people: [],
        marks: [],
      };
      return withAlerts({ ...kept, ...episode, phase: 'open', dueAt }, [alert]);
    }
    case 'incident.diagnosed':
      return { ...base, ...suspicion(), phase: 'diagnosed', diagnosis: event.data.diagnosis, dueAt: now };
    case 'incident.planned':
      return { ...base, phase: 'planned', diagnosis: diagnosisOf(), plan: event.data.plan, dueAt: now };
    case 'incident.proposed': {
      const { plan, expiresAt } = event.data;
      return { ...base, phase: 'proposed', diagnosis: diagnosisOf(), plan, expiresAt, dueAt: expiresAt };
    }
    case 'incident.blocked': {
      const { untold, ...held } = event.data;
      const counted = untold ? { untold: (base.untold ?? 0) + 1 } : {};
      return { ...base, ...counted, phase: 'blocked', diagnosis: diagnosisOf(), ...held };
    }
    case 'incident.observed':
      return withDue({ ...base, phase: 'observed', diagnosis: diagnosisOf(), plan: event.data.plan });
    case 'incident.approved': {
      const plan = planOf();
      if (plan.digest !== event.data.digest) throw impossible(event, 'its plan is another one');
      const approvals = [...(plan.approvals ?? []), event.data.by];
      if (incident.phase === 'proposed' && approvals.length < (plan.approvers ?? 1)) {
        return { ...incident, plan: { ...plan, approvals } };
      }
      const validUntil = incident.phase === 'proposed' ? { validUntil: incident.expiresAt } : {};
      const approved = { ...plan, approvals, by: event.data.by, ...validUntil };
      return { ...base, phase: 'planned', diagnosis: diagnosisOf(), plan: approved, dueAt: now };
    }
    case 'incident.rejected': {
      const rejected = [...new Set([...base.rejected, event.data.digest])];
      return { ...base, phase: 'diagnosed', diagnosis: diagnosisOf(), rejected, dueAt: now };
    }
    case 'incident.acting': {
      const { attempt } = event.data;
      const { untold: _, ...kept } = base;
      const attempts = withAttempt(base.attempts, attempt);
      return { ...kept, phase: 'acting', diagnosis: diagnosisOf(), plan: planOf(), attempt, attempts, dueAt: now };
    }
    case 'incident.acted': {
      const { key, dueAt, ...done } = event.data;
      const attempt = { ...attemptOf(key), ...done };
      const attempts = withAttempt(base.attempts, attempt);
      return { ...base, phase: 'verifying', diagnosis: diagnosisOf(), plan: planOf(), attempt, attempts, dueAt };
    }
    case 'incident.still-verifying':
    case 'incident.deferred':
      return withDue(incident, event.data.dueAt);
    case 'incident.verified': {
      const { key, ...measured } = event.data;
      return backToDiagnosed({ ...attemptOf(key), ...measured });
    }
    case 'incident.undoing': {
      const { key, by } = event.data;
      const attempt = { ...attemptOf(key), ...(by !== undefined && { undoneBy: by }) };
      const attempts = withAttempt(base.attempts, attempt);
      return { ...base, phase: 'undoing', diagnosis: diagnosisOf(), attempt, attempts, dueAt: now };
    }
    case 'incident.undone': {
      const { key, undoneAt, failed } = event.data;
      return backToDiagnosed(failed === undefined ? { ...attemptOf(key), undoneAt } : attemptOf(key));
    }
    case 'incident.resolved':
      return withDue({ ...base, phase: 'resolved', resolvedAt: event.data.endedAt ?? now, how: event.data.how });
    case 'incident.escalated':
      return withDue({ ...base, phase: 'escalated', reason: event.data.reason }, event.data.dueAt);
    case 'incident.expired':
      return withDue({ ...base, phase: 'expired', reason: event.data.reason });
    case 'incident.problem-raised':
      return incident;
    case 'incident.person-acted':
      return lookedAt({ ...incident, people: [...(incident.people ?? []), event.data.act] }, now);
    case 'incident.person-verified': {
      const { id, ...measured } = event.data;
      const people = incident.people?.map(act => (act.id === id ? { ...act, ...measured } : act)) ?? [];
      return lookedAt({ ...incident, people }, now);
    }
    case 'incident.marked':
      return { ...incident, marks: [...(incident.marks ?? []), { ...event.data, at: now }] };
    case 'incident.feedback':
      return confirm({ ...incident, feedback: [...incident.feedback, { ...event.data, at: now }] }, event.data);
  }

  function suspicion() {
    const names = event.type === 'incident.diagnosed' && event.data.diagnosis.hypotheses.length > 0;
    return names && base.suspectedAt === undefined ? { suspectedAt: now } : {};
  }
  function diagnosisOf() {
    if (base.diagnosis === undefined) throw impossible(event, 'it has no diagnosis');
    return base.diagnosis;
  }
  function planOf() {
    if (!('plan' in incident)) throw impossible(event, `it is ${incident.phase} and has no plan`);
    return incident.plan;
  }
  function attemptOf(key: string): Attempt {
    const attempt = base.attempts.find(one => one.key === key);
    if (attempt === undefined) throw impossible(event, `it has no attempt ${key}`);
    return attempt;
  }
  function backToDiagnosed(attempt: Attempt): Incident {
    const attempts = withAttempt(base.attempts, attempt);
    return { ...base, phase: 'diagnosed', diagnosis: diagnosisOf(), attempts, dueAt: now };
  }
}

/** What people do is measured while nothing else goes on. */
const lookedAt = (incident: Incident, now: string) =>
  ['observed', 'escalated'].includes(incident.phase) ? dueBy(incident, now) : incident;

/** What was concluded but not begun was concluded about something else. */
function thoughtOverAgain(incident: Incident, now: string): Incident {
  if (!['diagnosed', 'planned', 'proposed', 'blocked', 'observed'].includes(incident.phase)) return incident;
  return { ...baseOf(incident), phase: 'open', dueAt: now };
}

function opened(event: Stored<IncidentEvent>): Incident {
  if (event.type !== 'incident.opened') throw impossible(event, 'it was never opened');
  const { service, title, severity, began, alerts, dueAt, partedFrom } = event.data;
  const incident: Incident = {
    id: event.stream.slice(event.stream.indexOf('/') + 1),
    version: event.seq,
    episode: 1,
    began,
    service,
    services: [service],
    title,
    severity,
    alerts: [],
    startedAt: event.at,
    openedAt: event.at,
    updatedAt: event.at,
    dueAt,
    attempts: [],
    rejected: [],
    feedback: [],
    phase: 'open',
  };
  return withAlerts(partedFrom === undefined ? incident : apartFrom(incident, partedFrom), alerts);
}

const apartFrom = (incident: Incident, other: string): Incident => ({
  ...incident,
  apart: [...(incident.apart ?? []), other],
});

const impossible = ({ type, stream, seq }: Stored<IncidentEvent>, why: string) =>
  new ImpossibleEventError(`${type} cannot be number ${seq} of ${stream}: ${why}`);
