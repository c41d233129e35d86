import { attemptsOfEpisode, sameStep } from '../attempts';
import type { Guardrail } from '../guardrail';

/**
 * Doing once more what did not help is the commonest loop of all, and what was refused because somebody else owns it is
 * done at its owner instead. A person may insist.
 */
export const triedBefore: Guardrail = {
  id: 'tried-before',
  keeps: ['G-34', 'G-60'],
  judge({ incident, step, grant, by }) {
    if (grant.limits.tryAgain || by !== undefined) return undefined;
    const tried = attemptsOfEpisode(incident).find(
      attempt => attempt.outcome !== 'healed' && sameStep(attempt.step, step),
    );
    return (
      tried && { decision: 'deny', reason: `it was tried before: ${tried.outcome ?? 'its outcome is not known yet'}` }
    );
  },
};
