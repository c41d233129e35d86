import { sameStep } from '../attempts';
import type { Guardrail } from '../guardrail';

const hourMs = 3_600_000;

/** There and back and there again: the cause is elsewhere, and every turn costs. People are called; they may insist. */
export const oscillation: Guardrail = {
  id: 'oscillation',
  keeps: ['G-61'],
  judge({ step, by }, { recent, now }) {
    if (by !== undefined) return undefined;
    const lately = recent.filter(
      ({ target, at, undoneAt }) => target === step.target && Date.parse(undoneAt ?? at) > Date.parse(now) - hourMs,
    );
    const undone = lately.find(past => past.undoneAt !== undefined && sameStep(past, step));
    if (undone) {
      return { decision: 'deny', reason: `back and forth within an hour: it was taken back at ${undone.undoneAt}` };
    }
    const turned = lately.find(({ undo }) => undo && sameStep(undo, step));
    return (
      turned && { decision: 'deny', reason: `back and forth within an hour: it was set otherwise at ${turned.at}` }
    );
  },
};
