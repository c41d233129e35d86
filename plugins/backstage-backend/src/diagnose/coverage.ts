import type { Evidence, SignalName } from '@autocura/common';
import { answersTo, EvidenceIndex } from './answers';
import type { Context, FailureMode } from './failureMode';
import { failureModes } from './failureModes';

export interface Coverage {
  service: string;
  failureMode: string;
  sees: 'all' | 'part' | 'blind';
  /** Signals that have no data here, each with the reason. */
  missing: { signal: SignalName; reason: string }[];
}

/**
 * Which modes can see which services, given the answers to `questionsFor(services)`. A mode that could not tell from
 * these answers is blind. What it wants to know of neighbours counts as seen when any service tells it.
 */
export function coverage(services: string[], evidence: Evidence[], modes: FailureMode[] = failureModes): Coverage[] {
  const index = new EvidenceIndex(evidence);
  return services.flatMap(service => {
    const others = services.filter(one => one !== service);
    const context: Context = {
      service,
      callees: others,
      callers: others,
      changes: [],
      at: '',
      onset: '',
      window: 0,
      capabilities: {},
    };
    return modes.map((mode): Coverage => {
      const { answers } = answersTo(mode, service, context, index);
      const missing = Object.entries(mode.asks).flatMap(([key, { signal }]) => {
        const answer = answers[key];
        return answer?.state === 'missing' ? [{ signal, reason: answer.reason }] : [];
      });
      const sees = mode.judge(answers, context).blind ? 'blind' : missing.length > 0 ? 'part' : 'all';
      return { service, failureMode: mode.id, sees, missing };
    });
  });
}
