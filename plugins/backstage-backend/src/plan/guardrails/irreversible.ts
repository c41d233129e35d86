import type { Guardrail } from '../guardrail';

/** What cannot be taken back is done alone only where somebody wrote down this action for this service. */
export const irreversible: Guardrail = {
  id: 'irreversible',
  keeps: ['G-14'],
  judge: ({ action, grant }) =>
    action.reversible !== 'irreversible' || grant.named
      ? undefined
      : { decision: 'ask', reason: 'it cannot be taken back' },
};
