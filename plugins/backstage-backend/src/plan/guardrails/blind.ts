import type { Guardrail } from '../guardrail';

/** Who sees badly takes the healthy for sick, and cannot measure what an action came to. */
export const blind: Guardrail = {
  id: 'blind',
  keeps: ['G-71'],
  judge: (_subject, facts) =>
    facts.blind === undefined
      ? undefined
      : { decision: 'ask', reason: `what is measured cannot be trusted: ${facts.blind}` },
};
