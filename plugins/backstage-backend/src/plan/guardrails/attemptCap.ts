import { attemptsOfEpisode } from '../attempts';
import type { Guardrail } from '../guardrail';

/** Everything that did not heal counts, the inconclusive too: memory was once doubled eight times for lack of this. */
export const attemptCap: Guardrail = {
  id: 'attempt-cap',
  judge({ incident, step, hypothesis, grant: { limits }, by }, { recent }) {
    if (by !== undefined) return undefined;
    const tries = attemptsOfEpisode(incident).length;
    if (tries >= limits.attemptsPerEpisode) {
      return { decision: 'deny', reason: `${tries} tries in this incident are enough` };
    }
    const failures = recent.filter(
      past =>
        past.target === step.target &&
        past.failureMode === hypothesis.failureMode &&
        past.outcome !== undefined &&
        past.outcome !== 'healed',
    ).length;
    if (failures < limits.failuresPerDay) return undefined;
    return {
      decision: 'deny',
      reason: `${failures} tries on ${step.target} for the same cause did not heal within a day`,
    };
  },
};
