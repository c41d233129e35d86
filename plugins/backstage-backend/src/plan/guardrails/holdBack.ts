import type { Incident } from '@autocura/common';
import { type Guardrail, later } from '../guardrail';

/** What is watched for so long has to have been left alone for longer. */
const beyondMs = 1_000;

/**
 * What nobody ever waits for again cannot be compared with waiting. By lot, some incidents are left to themselves for
 * as long as an effect is watched; then they are healed as any other. What cannot be taken back is for people anyway.
 */
export const holdBack: Guardrail = {
  id: 'hold-back',
  keeps: ['G-54'],
  judge({ incident, action, grant, by }, { watchedMs = 0, now }) {
    const { holdBack: share, holdBackCritical } = grant.limits;
    if (by !== undefined || grant.mode !== 'auto' || action.reversible === 'irreversible') return undefined;
    if (incident.severity === 'critical' && !holdBackCritical) return undefined;
    if (incident.attempts.length > 0 || lotOf(incident) >= share) return undefined;
    const until = later(incident.suspectedAt ?? now, watchedMs + beyondMs);
    if (Date.parse(until) <= Date.parse(now)) return undefined;
    const percent = Math.round(share * 100);
    return { decision: 'deny', reason: `held back, as ${percent} % are, to see what happens by itself`, until };
  },
};

/** Between 0 and 1, the same for the same episode whoever asks and whenever: its FNV-1a, spread over all bits. */
function lotOf({ id, episode }: Pick<Incident, 'id' | 'episode'>): number {
  let hash = 0x811c9dc5;
  for (const letter of `${id}/${episode}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
