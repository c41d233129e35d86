import type { Guardrail } from '../guardrail';

/** Healed is not understood: what is healed in silence again and again is never mended. */
export const recurring: Guardrail = {
  id: 'recurring',
  keeps: ['G-63'],
  judge({ hypothesis: { service, failureMode } }, { problems = [] }) {
    const problem = problems.find(one => one.service === service && one.failureMode === failureMode);
    return (
      problem && {
        decision: 'ask',
        reason: `it was healed ${problem.heals} times in seven days and nobody has taken note: the cause wants mending`,
      }
    );
  },
};
