import type { InPhase, IncidentEvent } from '@autocura/common';
import { isSizing, isStanding } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { clear } from './clear';

/** Waits for a person. A proposal nobody answers ends, and so does one whose condition is gone. */
export async function proposed(
  incident: InPhase<'proposed'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  if (!isStanding(incident)) return clear(incident, knowledge, world);
  if (world.now().toISOString() < incident.expiresAt) {
    return [{ type: 'incident.deferred', data: { dueAt: incident.expiresAt, why: 'it waits for an answer' } }];
  }
  const type = isSizing(incident) ? 'incident.expired' : 'incident.escalated';
  return [{ type, data: { reason: `nobody answered the proposal: ${incident.plan.says}` } }];
}
