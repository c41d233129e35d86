import type { Guardrail } from '../guardrail';

export const silenced: Guardrail = {
  id: 'silenced',
  judge: (_subject, facts) =>
    facts.silenced === undefined ? undefined : { decision: 'ask', reason: `people asked for quiet: ${facts.silenced}` },
};
