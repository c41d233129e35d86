import type { InPhase, IncidentEvent } from '@autocura/common';
import { isStanding } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { afterPeople } from './afterPeople';
import { clear } from './clear';

/** Nothing of ours goes on. What people do is measured, and it ends when its alerts clear. */
export async function attended(
  incident: InPhase<'observed' | 'escalated'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  const measured = await afterPeople(incident, knowledge, world);
  if (measured) return measured;
  if (!isStanding(incident)) return clear(incident, knowledge, world);
  const why = incident.phase === 'observed' ? 'it is only observed' : 'people are at it';
  return [{ type: 'incident.deferred', data: { why: `${why}, and there is nothing new` } }];
}
