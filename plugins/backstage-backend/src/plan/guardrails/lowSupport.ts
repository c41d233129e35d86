import type { Guardrail } from '../guardrail';

export const lowSupport: Guardrail = {
  id: 'low-support',
  judge({ hypothesis, grant: { limits } }) {
    if (hypothesis.standing === 'inconclusive') {
      return { decision: 'ask', reason: `"${hypothesis.title}" does not stand out among the likely causes` };
    }
    if (hypothesis.standing === 'likely' && hypothesis.support < limits.minSupport) {
      return { decision: 'ask', reason: `little speaks for "${hypothesis.title}"` };
    }
    return undefined;
  },
};
