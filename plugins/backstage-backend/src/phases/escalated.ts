import type { InPhase, IncidentEvent } from '@autocura/common';
import { isFiring } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { afterPeople } from './afterPeople';
import { clear } from './clear';

/** People are at it. It closes when its alerts clear; a new alert that joins opens it again. */
export async function escalated(
  incident: InPhase<'escalated'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  const measured = await afterPeople(incident, knowledge, world);
  if (measured) return measured;
  if (!isFiring(incident)) return clear(incident, knowledge, world);
  return [{ type: 'incident.deferred', data: { why: 'people are at it, and there is nothing new' } }];
}
