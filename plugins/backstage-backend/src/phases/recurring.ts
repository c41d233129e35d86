import type { Attempt, Incident, IncidentEvent } from '@autocura/common';
import { granted } from '../plan';
import type { World } from '../world';

const weekMs = 7 * 24 * 3_600_000;

/** Healed once more: often enough within seven days that the cause is somebody's problem? */
export async function recurring(incident: Incident, attempt: Attempt, world: World): Promise<IncidentEvent[]> {
  const { service, failureMode, step } = attempt;
  const { policy, now } = await world.facts(incident);
  const { limits } = granted(policy, step, failureMode, now);
  const heals = 1 + (await world.heals(service, failureMode, new Date(Date.parse(now) - weekMs)));
  return heals < limits.healsPerWeek
    ? []
    : [{ type: 'incident.problem-raised', data: { service, failureMode, heals } }];
}
