import type { Attempt, Incident, IncidentAlert, Prediction } from '@autocura/common';

/** What an incident keeps when its phase changes. */
export function baseOf(incident: Incident) {
  const { id, version, episode, began, service, services, title, severity, alerts } = incident;
  const { startedAt, openedAt, updatedAt, dueAt, attempts, diagnosis, mergedInto, rejected, feedback } = incident;
  const { people, marks, suspectedAt, untold, predictions } = incident;
  return {
    ...{ id, version, episode, began, service, services, title, severity, alerts },
    ...{ startedAt, openedAt, updatedAt, attempts, rejected, feedback },
    ...(dueAt !== undefined && { dueAt }),
    ...(diagnosis !== undefined && { diagnosis }),
    ...(suspectedAt !== undefined && { suspectedAt }),
    ...(mergedInto !== undefined && { mergedInto }),
    ...(untold !== undefined && { untold }),
    ...(people !== undefined && { people }),
    ...(marks !== undefined && { marks }),
    ...(predictions !== undefined && { predictions }),
  };
}

/** Due at that time and no other; without a time, not due. */
export function withDue<I extends Incident>(incident: I, dueAt?: string): I {
  const { dueAt: _, ...rest } = incident;
  return (dueAt === undefined ? rest : { ...rest, dueAt }) as I;
}

/** Due at that time at the latest. */
export const dueBy = (incident: Incident, at: string): Incident =>
  incident.dueAt !== undefined && incident.dueAt < at ? incident : { ...incident, dueAt: at };

export function withAlerts(incident: Incident, added: IncidentAlert[]): Incident {
  const alerts = [...new Map([...incident.alerts, ...added].map(alert => [alert.key, alert])).values()].sort(inOrder);
  // What was only predicted was of no severity yet.
  const least = ['predicted', 'sizing'].includes(incident.began) && alerts.length > 0 ? (['warning'] as const) : [];
  const severity = worst([incident.severity, ...least, ...severities(alerts), ...severities(added)]);
  return { ...incident, ...seenIn(incident, alerts), severity };
}

/** An incident's alerts are told in the order in which they began. */
export function inOrder(a: IncidentAlert, b: IncidentAlert): number {
  if (a.startsAt !== b.startsAt) return a.startsAt < b.startsAt ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

export function withoutAlerts(incident: Incident, keys: string[]): Incident {
  const gone = new Set(keys);
  const alerts = incident.alerts.filter(alert => !gone.has(alert.key));
  const left = severities(alerts);
  const severity = left.length > 0 ? worst(left) : incident.severity;
  return { ...incident, ...seenIn(incident, alerts), severity };
}

export const withAttempt = (attempts: Attempt[], attempt: Attempt): Attempt[] =>
  attempts.some(one => one.key === attempt.key)
    ? attempts.map(one => (one.key === attempt.key ? attempt : one))
    : [...attempts, attempt];

/** A person's yes confirms a hypothesis; a no takes a confirmation back. */
export function confirm(incident: Incident, answer: { hypothesis: string; right: boolean }): Incident {
  if (incident.diagnosis === undefined) return incident;
  const hypotheses = incident.diagnosis.hypotheses.map(one => {
    if (one.id !== answer.hypothesis) return one;
    return answer.right ? { ...one, standing: 'confirmed' as const } : { ...one, standing: 'inconclusive' as const };
  });
  return { ...incident, diagnosis: { ...incident.diagnosis, hypotheses } };
}

/** A limit that was told of before is known better by now. */
export function withPrediction(incident: Incident, prediction: Prediction): Incident {
  const others = (incident.predictions ?? []).filter(({ id }) => id !== prediction.id);
  return { ...incident, predictions: [...others, prediction] };
}

function seenIn(incident: Incident, alerts: IncidentAlert[]) {
  const first = alerts.reduce((least, { startsAt }) => Math.min(least, Date.parse(startsAt)), Infinity);
  const services = [...new Set([incident.service, ...alerts.map(alert => alert.service)])].sort();
  return { alerts, services, startedAt: alerts.length > 0 ? new Date(first).toISOString() : incident.startedAt };
}

const rank = ['critical', 'warning', 'info'] as const;
type Severity = (typeof rank)[number];

const severities = (alerts: IncidentAlert[]) =>
  rank.filter(severity => alerts.some(alert => alert.labels.severity === severity));

const worst = (seen: Severity[]): Severity => rank.find(severity => seen.includes(severity)) ?? 'info';
