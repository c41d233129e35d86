import type { PastAction } from '../facts';
import { type Guardrail, later, type Objection } from '../guardrail';

const hourMs = 3_600_000;

/** A fixer that feeds its own errors has stopped a whole site before: so many actions an hour and no more. */
export const rateLimit: Guardrail = {
  id: 'rate-limit',
  keeps: ['G-23'],
  judge({ step, hypothesis, grant: { limits } }, { recent, now }) {
    const thisHour = recent.filter(({ at }) => Date.parse(at) > Date.parse(now) - hourMs);
    const full = [
      over(
        limits.perTargetPerHour,
        `on ${step.target}`,
        thisHour.filter(({ target }) => target === step.target),
      ),
      over(
        limits.perServicePerHour,
        `for ${hypothesis.service}`,
        thisHour.filter(past => past.service === hypothesis.service),
      ),
      over(limits.perHour, 'in all', thisHour),
    ].filter(objection => objection !== undefined);
    const end = ({ until }: Objection) => (until === undefined ? Infinity : Date.parse(until));
    return full.sort((a, b) => end(b) - end(a))[0];
  },
};

/** Free again when enough of the counted ones are an hour old. A budget of none never frees. */
function over(limit: number, where: string, counted: PastAction[]): Objection | undefined {
  const times = counted.map(({ at }) => at).sort((a, b) => Date.parse(a) - Date.parse(b));
  if (times.length < limit) return undefined;
  const frees = limit > 0 ? times[times.length - limit] : undefined;
  return {
    decision: 'deny',
    reason: `${times.length} ${times.length === 1 ? 'action' : 'actions'} ${where} within an hour, the limit is ${limit}`,
    ...(frees !== undefined && { until: later(frees, hourMs) }),
  };
}
