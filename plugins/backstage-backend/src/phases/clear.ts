import type { Incident, IncidentEvent } from '@autocura/common';
import { isOnlyPredicted, isSizing } from '@autocura/common';
import type { Knowledge } from '../loop';
import { symptomQuestions, symptomsOf } from '../verify';
import type { World } from '../world';
import { usualBefore } from './usual';

/**
 * The alerts went quiet without us. Quiet alone is not well: the symptoms are measured too, and while they are bad
 * the incident stays, for as long as an effect of ours would have been watched.
 */
export async function clear(incident: Incident, knowledge: Knowledge, world: World): Promise<IncidentEvent[]> {
  if (isOnlyPredicted(incident)) return noLongerExpected(incident);
  const { durations } = knowledge;
  const usual = await usualBefore(incident, knowledge, world);
  const symptoms = symptomsOf(await world.measure(symptomQuestions(incident.services), usual));
  const now = world.now().getTime();
  const quietSince = Math.max(...incident.alerts.map(alert => Date.parse(alert.endsAt ?? alert.startsAt)));
  const unclear = symptoms.bad.length > 0 || symptoms.good.length === 0;
  if (unclear && now < quietSince + durations.verify) {
    const dueAt = new Date(now + durations.look).toISOString();
    return [
      {
        type: 'incident.deferred',
        data: { dueAt, why: `alerts are quiet, but ${symptoms.bad.join(', ') || 'nothing can be measured'}` },
      },
    ];
  }
  const why =
    symptoms.bad.length > 0
      ? `alerts cleared, though ${symptoms.bad.join(', ')}`
      : symptoms.good.length > 0
        ? `alerts cleared and all ${symptoms.good.length} symptoms measure well`
        : 'alerts cleared; nothing could be measured';
  if (incident.phase === 'proposed' || incident.phase === 'planned') {
    return [{ type: 'incident.expired', data: { reason: `condition gone: ${why}` } }];
  }
  const takenBack = incident.attempts.at(-1)?.undoneAt !== undefined;
  const people = incident.phase === 'escalated' || takenBack || (incident.people ?? []).length > 0;
  const how = people ? 'by a person' : 'by itself';
  return [{ type: 'incident.resolved', data: { how, why } }];
}

/** Nothing failed, so there is nothing to measure. */
function noLongerExpected(incident: Incident): IncidentEvent[] {
  const { phase, attempts, people = [] } = incident;
  if (isSizing(incident)) return carriedOut(incident);
  const reason = 'what was predicted is no longer expected';
  if (phase === 'proposed' || phase === 'planned') return [{ type: 'incident.expired', data: { reason } }];
  const byPeople = people.length > 0 || attempts.some(({ by }) => by !== undefined);
  return [{ type: 'incident.resolved', data: { how: byPeople ? 'by a person' : 'by itself', why: reason } }];
}

/** Whatever came of it was measured with the attempt. */
const carriedOut = ({ attempts }: Incident): IncidentEvent[] =>
  attempts.length === 0
    ? [{ type: 'incident.expired', data: { reason: 'the proposal was not carried out' } }]
    : [{ type: 'incident.resolved', data: { how: 'by a person', why: 'the proposal was carried out and measured' } }];
