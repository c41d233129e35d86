import type { InPhase, IncidentEvent } from '@autocura/common';
import { isFiring } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { clear } from './clear';
import { choose } from './diagnosed';
import { lookInto } from './lookInto';

/** Time may have cured the objection: plan again on what is true now, and look again when that has taken long. */
export async function blocked(
  incident: InPhase<'blocked'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  if (!isFiring(incident)) return clear(incident, knowledge, world);
  const old = world.now().getTime() >= Date.parse(incident.diagnosis.at) + knowledge.durations.patience;
  if (old) return [{ type: 'incident.diagnosed', data: { diagnosis: await lookInto(incident, knowledge, world) } }];
  return choose(incident, incident.diagnosis, knowledge, world);
}
