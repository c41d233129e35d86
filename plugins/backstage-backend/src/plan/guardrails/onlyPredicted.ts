import { isOnlyPredicted, isSizing } from '@autocura/common';
import type { Guardrail } from '../guardrail';

/** Nothing has failed yet, and it may never: by itself only what somebody meant to be done beforehand. */
export const onlyPredicted: Guardrail = {
  id: 'only-predicted',
  keeps: ['G-65'],
  judge: ({ incident, grant }) =>
    isOnlyPredicted(incident) && !isSizing(incident) && !grant.prevents
      ? { decision: 'ask', reason: 'it is only predicted, and no healing policy names this action as preventive' }
      : undefined,
};
