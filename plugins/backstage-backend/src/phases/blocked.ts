import type { InPhase, IncidentEvent } from '@autocura/common';
import { isFiring } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { clear } from './clear';
import { choose } from './diagnosed';

/** Time may have cured the objection: plan again on what is true now. */
export async function blocked(
  incident: InPhase<'blocked'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  if (!isFiring(incident)) return clear(incident, knowledge, world);
  return choose(incident, incident.diagnosis, knowledge, world);
}
