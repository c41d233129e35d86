import { isFiring, isOnlyPredicted, isStanding } from '@autocura/common';
import { type Guardrail, later } from '../guardrail';

/** A resolved alert has deleted healthy things before. A predicted incident has no alert yet and is not held to one. */
export const onlyFiring: Guardrail = {
  id: 'only-firing',
  keeps: ['G-01'],
  judge({ incident }, { quiet, now }) {
    if (isOnlyPredicted(incident))
      return isStanding(incident)
        ? undefined
        : { decision: 'deny', reason: 'what was predicted is no longer expected' };
    if (!isFiring(incident)) return { decision: 'deny', reason: 'none of its alerts is firing any more' };
    return quiet ? { decision: 'deny', reason: 'its alerts have just resolved', until: later(now, 1_000) } : undefined;
  },
};
