import { isSizing } from '@autocura/common';
import type { Guardrail } from '../guardrail';

/** Too little to act on alone. Who asks for it has reasons of their own, and a better size needs no cause. */
export const lowSupport: Guardrail = {
  id: 'low-support',
  keeps: [],
  judge({ incident, hypothesis, grant: { limits }, by }) {
    if (by !== undefined || isSizing(incident)) return undefined;
    if (hypothesis.standing === 'inconclusive') {
      return { decision: 'ask', reason: `"${hypothesis.title}" does not stand out among the likely causes` };
    }
    if (hypothesis.standing === 'likely' && hypothesis.support < limits.minSupport) {
      return { decision: 'ask', reason: `little speaks for "${hypothesis.title}"` };
    }
    return undefined;
  },
};
