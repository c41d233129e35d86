import { type Guardrail, later } from '../guardrail';

/** What was changed needs time to show its effect before it is changed again. */
export const cooldown: Guardrail = {
  id: 'cooldown',
  keeps: ['G-23'],
  judge({ step, grant }, { recent, now }) {
    const last = recent
      .filter(({ target }) => target === step.target)
      .map(({ at }) => at)
      .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
    if (last === undefined) return undefined;
    const until = later(last, grant.limits.cooldownMs);
    if (Date.parse(until) <= Date.parse(now)) return undefined;
    return { decision: 'deny', reason: `${step.target} was changed at ${last} and is left alone for a while`, until };
  },
};
