import { isFiring } from '@autocura/common';
import type { Guardrail } from '../guardrail';

/** A resolved alert has deleted healthy things before. A predicted incident has no alert yet and is not held to one. */
export const onlyFiring: Guardrail = {
  id: 'only-firing',
  judge: ({ incident }) =>
    isFiring(incident) || (incident.began === 'predicted' && incident.alerts.length === 0)
      ? undefined
      : { decision: 'deny', reason: 'none of its alerts is firing any more' },
};
