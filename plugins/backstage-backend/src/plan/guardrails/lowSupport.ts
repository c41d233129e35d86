import type { Guardrail } from '../guardrail';

/** Too little to act on alone. Who asks for it has reasons of their own. */
export const lowSupport: Guardrail = {
  id: 'low-support',
  keeps: [],
  judge({ hypothesis, grant: { limits }, by }) {
    if (by !== undefined) return undefined;
    if (hypothesis.standing === 'inconclusive') {
      return { decision: 'ask', reason: `"${hypothesis.title}" does not stand out among the likely causes` };
    }
    if (hypothesis.standing === 'likely' && hypothesis.support < limits.minSupport) {
      return { decision: 'ask', reason: `little speaks for "${hypothesis.title}"` };
    }
    return undefined;
  },
};
