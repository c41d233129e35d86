import type { InPhase, IncidentEvent } from '@autocura/common';
import { isFiring } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { clear } from './clear';
import { lookInto } from './lookInto';

/** People are at it. It closes when its alerts clear, and is thought over again when a new alert joins. */
export async function escalated(
  incident: InPhase<'escalated'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  if (!isFiring(incident)) return clear(incident, knowledge, world);
  const seen = incident.diagnosis?.at ?? incident.openedAt;
  const news = incident.alerts.some(alert => alert.status === 'firing' && alert.startsAt > seen);
  if (!news) return [{ type: 'incident.deferred', data: { why: 'people are at it, and there is nothing new' } }];
  return [{ type: 'incident.diagnosed', data: { diagnosis: await lookInto(incident, knowledge, world) } }];
}
