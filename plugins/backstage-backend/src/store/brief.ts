import type { Incident } from '@autocura/common';

/** More alerts than these nobody reads in a list. */
export const mostListed = 20;

/** An incident without the evidence and with the first of its alerts: what lists and guardrails need, of bounded size. */
export function briefOf(incident: Incident): Incident {
  const attempts = incident.attempts.map(({ after: _, ...attempt }) => ({ ...attempt, before: [] }));
  const people = incident.people?.map(({ after: _, ...act }) => act);
  const { alerts, ...head } = incident;
  const slim = {
    ...head,
    attempts,
    alerts: alerts.slice(0, mostListed),
    alertCount: alerts.length,
    ...(people && { people }),
  };
  if ('attempt' in slim) slim.attempt = attempts.find(({ key }) => key === slim.attempt.key) ?? slim.attempt;
  if (slim.diagnosis) slim.diagnosis = { ...slim.diagnosis, evidence: [] };
  return slim;
}
