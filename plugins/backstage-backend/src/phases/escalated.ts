import type { InPhase, IncidentEvent } from '@autocura/common';
import { isFiring } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { clear } from './clear';

/** People are at it. It closes when its alerts clear; a new alert that joins opens it again. */
export async function escalated(
  incident: InPhase<'escalated'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  if (!isFiring(incident)) return clear(incident, knowledge, world);
  return [{ type: 'incident.deferred', data: { why: 'people are at it, and there is nothing new' } }];
}
