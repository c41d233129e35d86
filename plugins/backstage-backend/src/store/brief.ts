import type { Incident } from '@autocura/common';

/** An incident without the evidence, which is most of its size: all that lists, correlation and guardrails need. */
export function briefOf(incident: Incident): Incident {
  const attempts = incident.attempts.map(({ after: _, ...attempt }) => ({ ...attempt, before: [] }));
  const slim = { ...incident, attempts };
  if ('attempt' in slim) slim.attempt = attempts.find(({ key }) => key === slim.attempt.key) ?? slim.attempt;
  if (slim.diagnosis) slim.diagnosis = { ...slim.diagnosis, evidence: [] };
  return slim;
}
