import type { Incident } from '@autocura/common';
import type { Span } from '../../parts/prometheus';

const beforeMs = 15 * 60_000;
const afterMs = 5 * 60_000;

/** The time of an incident: from a while before its first alert to a while after its end, or to now. */
export function spanOf(incident: Incident, now: Date): Span {
  const ended = incident.phase === 'resolved' ? incident.resolvedAt : undefined;
  const to = ended === undefined ? now.getTime() : Math.min(now.getTime(), Date.parse(ended) + afterMs);
  return { from: Date.parse(incident.startedAt) - beforeMs, to };
}
