import type { Evidence, SignalName } from '@autocura/common';
import { EvidenceIndex } from './answers';
import type { FailureMode } from './failureMode';
import { failureModes } from './failureModes';

export interface Coverage {
  service: string;
  failureMode: string;
  sees: 'all' | 'part' | 'blind';
  /** Signals that have no data here, each with the reason. */
  missing: { signal: SignalName; reason: string }[];
}

/**
 * Which modes can see which services, given the answers to `questionsFor(services)`. What a mode wants to know of
 * neighbours counts as seen when any service tells it.
 */
export function coverage(services: string[], evidence: Evidence[], modes: FailureMode[] = failureModes): Coverage[] {
  const index = new EvidenceIndex(evidence);
  return services.flatMap(service =>
    modes.map((mode): Coverage => {
      const asks = Object.values(mode.asks);
      const gone = asks.flatMap(asked => {
        const told = (asked.of ? services : [service]).map(one => index.find(one, asked)?.measurement);
        if (told.some(measurement => measurement?.state === 'measured')) return [];
        const reasons = told.flatMap(measurement => (measurement?.state === 'missing' ? [measurement.reason] : []));
        return [{ asked, reason: reasons[0] ?? 'not asked' }];
      });
      const own = asks.filter(asked => !asked.of);
      const blind = own.every(asked => gone.some(one => one.asked === asked));
      return {
        service,
        failureMode: mode.id,
        sees: gone.length === 0 ? 'all' : blind ? 'blind' : 'part',
        missing: gone.map(({ asked, reason }) => ({ signal: asked.signal, reason })),
      };
    }),
  );
}
