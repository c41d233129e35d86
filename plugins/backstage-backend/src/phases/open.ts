import type { InPhase, IncidentEvent } from '@autocura/common';
import { isStanding } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { clear } from './clear';
import { lookInto } from './lookInto';

/**
 * After the settle time: what is the likely cause? An unclear answer is asked again before it stands, twice as often
 * as an effect is looked for: signals come in by the second while trouble grows.
 */
export async function open(incident: InPhase<'open'>, knowledge: Knowledge, world: World): Promise<IncidentEvent[]> {
  if (!isStanding(incident)) return clear(incident, knowledge, world);
  const diagnosis = await lookInto(incident, knowledge, world);
  const { look, patience } = knowledge.durations;
  const now = world.now().getTime();
  const starts = incident.alerts.map(alert => Date.parse(alert.startsAt));
  // A sender's clock may be ahead of ours.
  const lastAlert = Math.min(now, Math.max(...starts, Date.parse(incident.openedAt)));
  if (diagnosis.hypotheses[0]?.standing !== 'likely' && now < lastAlert + patience) {
    const dueAt = new Date(now + Math.min(look / 2, patience / 4)).toISOString();
    return [{ type: 'incident.deferred', data: { dueAt, why: 'no cause stands out yet' } }];
  }
  return [{ type: 'incident.diagnosed', data: { diagnosis } }];
}
