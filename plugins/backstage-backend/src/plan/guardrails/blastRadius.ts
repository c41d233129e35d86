import type { Guardrail } from '../guardrail';
import { changedBy } from '../policy';

/** Taking away the last replica that serves makes an outage of a nuisance. Not knowing how many there are counts as one. */
export const blastRadius: Guardrail = {
  id: 'blast-radius',
  keeps: ['G-20', 'G-21'],
  judge({ step, action, grant }, { replicas }) {
    const service = changedBy(step);
    const running = replicas[service]?.running;
    const left = action.leaves?.(step);
    if (left !== undefined && running !== undefined && left < running) {
      return { decision: 'ask', reason: `it takes ${running - left} of ${running} replicas away from ${service}` };
    }
    if (!action.interrupts || running === 0 || grant.limits.interruptLastReplica) return undefined;
    if (running === undefined) {
      return { decision: 'ask', reason: `how many replicas of ${service} are running is not known` };
    }
    return running === 1 ? { decision: 'ask', reason: `it interrupts the only replica of ${service}` } : undefined;
  },
};
