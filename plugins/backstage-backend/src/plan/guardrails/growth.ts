import type { PastAction } from '../facts';
import { type Guardrail, later, type Objection } from '../guardrail';
import { changedBy } from '../policy';

const dayMs = 24 * 3_600_000;

/** Each raise is under a ceiling and sounds reasonable; the bill is what all of a day come to. */
export const growth: Guardrail = {
  id: 'growth',
  keeps: ['G-24'],
  judge({ step, action, grant: { limits } }, { recent, replicas, now }) {
    if (action.grows === undefined) return undefined;
    const left = action.leaves?.(step);
    const running = replicas[changedBy(step)]?.running;
    if (left !== undefined && running !== undefined && left <= running) return undefined;
    const raised = recent.filter(
      past =>
        past.action === step.action && Date.parse(past.at) > Date.parse(now) - dayMs && wentUp(past, action.grows!),
    );
    const own = raised.filter(({ target }) => target === step.target);
    return over(limits.raisesPerDay, `of ${step.target}`, own) ?? over(limits.raisesPerDayInAll, 'in all', raised);
  },
};

/** One that nobody knows the value before of counts. What was taken back costs nothing any more. */
const wentUp = ({ params, undo, undoneAt }: PastAction, grows: string) =>
  undoneAt === undefined && Number(params[grows]) > Number(undo?.params[grows] ?? -Infinity);

function over(limit: number, where: string, raised: PastAction[]): Objection | undefined {
  if (raised.length < limit) return undefined;
  const times = raised.map(({ at }) => at).sort((a, b) => Date.parse(a) - Date.parse(b));
  const frees = limit > 0 ? times[times.length - limit] : undefined;
  return {
    decision: 'deny',
    reason: `${times.length} raises ${where} within a day, the limit is ${limit}`,
    ...(frees !== undefined && { until: later(frees, dayMs) }),
  };
}
