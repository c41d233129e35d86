import { isFiring } from '@autocura/common';
import { type Guardrail, later } from '../guardrail';

/** A resolved alert has deleted healthy things before. A predicted incident has no alert yet and is not held to one. */
export const onlyFiring: Guardrail = {
  id: 'only-firing',
  keeps: ['G-01'],
  judge({ incident }, { quiet, now }) {
    if (incident.began === 'predicted' && incident.alerts.length === 0) return undefined;
    if (!isFiring(incident)) return { decision: 'deny', reason: 'none of its alerts is firing any more' };
    return quiet ? { decision: 'deny', reason: 'its alerts have just resolved', until: later(now, 1_000) } : undefined;
  },
};
