import { type Guardrail, later } from '../guardrail';

const lookAgainMs = 15_000;

/** Two healers at one object undo each other. The loser waits and is judged anew; it is not queued. */
export const oneAtATime: Guardrail = {
  id: 'one-at-a-time',
  keeps: ['G-25'],
  judge({ incident, step }, { underWay, now }) {
    const other = underWay.find(({ incidentId, target }) => target === step.target && incidentId !== incident.id);
    if (!other) return undefined;
    return {
      decision: 'deny',
      reason: `incident ${other.incidentId} is acting on ${step.target}`,
      until: later(now, lookAgainMs),
    };
  },
};
