import type { InPhase, IncidentEvent } from '@autocura/common';
import { isFiring } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { afterPeople } from './afterPeople';
import { clear } from './clear';

/** Nothing is done and nobody is asked. What people do is measured, and it ends when its alerts clear. */
export async function observed(
  incident: InPhase<'observed'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  const measured = await afterPeople(incident, knowledge, world);
  if (measured) return measured;
  if (!isFiring(incident)) return clear(incident, knowledge, world);
  return [{ type: 'incident.deferred', data: { why: 'it is only observed, and there is nothing new' } }];
}
