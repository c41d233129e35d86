import type { Evidence, InPhase, IncidentEvent } from '@autocura/common';
import { isFiring } from '@autocura/common';
import type { Knowledge } from '../loop';
import { questionKey, symptomQuestions, verify } from '../verify';
import type { World } from '../world';
import { usualBefore } from './usual';
import { looksUntilDue } from './verifying';

/**
 * What a person did is measured as an act of ours is, against what the diagnosis measured before it. Undefined while
 * there is nothing of the kind to measure.
 */
export async function afterPeople(
  incident: InPhase<'observed' | 'escalated'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[] | undefined> {
  const act = incident.people?.find(({ outcome }) => outcome === undefined);
  if (!act) return undefined;
  const { durations } = knowledge;
  const now = world.now().getTime();
  const actedAt = Date.parse(act.at);
  const again = (at: number, why: string): IncidentEvent[] => [
    { type: 'incident.deferred', data: { dueAt: new Date(at).toISOString(), why } },
  ];
  if (now < actedAt + durations.soak) return again(actedAt + durations.soak, 'what a person did needs time to show');

  const before = symptomsBefore(incident);
  const questions = before.map(({ question }) => question);
  const after = await world.measure(questions, await usualBefore(incident, knowledge, world));
  const { outcome, because } = verify({
    before,
    after,
    actedAt: act.at,
    firing: isFiring(incident),
    settled: true,
    due: now >= actedAt + durations.soak + looksUntilDue * durations.look,
    lastLook: now >= actedAt + durations.verify,
  });
  if (outcome === 'look again') return again(now + durations.look, 'what a person did has not shown its effect yet');
  const verifiedAt = world.now().toISOString();
  return [{ type: 'incident.person-verified', data: { id: act.id, outcome, because, after, verifiedAt } }];
}

/** What users feel, and what the likeliest cause rests on. */
function symptomsBefore({ services, diagnosis }: InPhase<'observed' | 'escalated'>): Evidence[] {
  if (!diagnosis) return [];
  const cites = new Set(diagnosis.hypotheses[0]?.because.flatMap(({ evidence }) => evidence));
  const cited = diagnosis.evidence.filter(({ id }) => cites.has(id)).map(({ question }) => question);
  const wanted = new Set(symptomQuestions(services, cited).map(questionKey));
  return diagnosis.evidence.filter(({ question }) => wanted.has(questionKey(question)));
}
