import type { InPhase, IncidentEvent } from '@autocura/common';
import { isStanding } from '@autocura/common';
import type { Knowledge } from '../loop';
import { judgeAgain } from '../plan';
import type { World } from '../world';
import { clear } from './clear';
import { choose, isOld, lookAndChoose, planEvents } from './diagnosed';

/** Time may have cured the objection: plan again on what is true now, and look again when that has taken long. */
export async function blocked(
  incident: InPhase<'blocked'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  if (!isStanding(incident)) return clear(incident, knowledge, world);
  // What a person asked for waits for its time; it is not swapped for something else.
  const { plan } = incident;
  if ((plan.by ?? plan.askedBy) !== undefined) {
    const facts = await world.facts(incident);
    const decision = judgeAgain({ incident, plan, facts, settings: knowledge.planning });
    return planEvents(decision, { incident, facts }, knowledge, world);
  }
  if (isOld(incident.diagnosis, knowledge, world)) return lookAndChoose(incident, knowledge, world);
  return choose(incident, incident.diagnosis, knowledge, world);
}
