import type { Diagnosis, Incident } from '@autocura/common';
import { foreseen, foreseenQuestions } from '../diagnose';
import type { Knowledge } from '../loop';
import type { World } from '../world';
import { usualBefore } from './usual';

/** What is expected, measured once more: nothing has failed yet that could be looked into. */
export async function lookAhead(incident: Incident, knowledge: Knowledge, world: World): Promise<Diagnosis> {
  const predictions = (incident.predictions ?? []).filter(({ standing }) => standing);
  const asked = await world.measure(foreseenQuestions(predictions), await usualBefore(incident, knowledge, world));
  const from = new Date(Date.parse(incident.openedAt) - 2 * knowledge.durations.onset);
  const evidence = await world.chart(asked, from, world.now());
  return foreseen({ predictions, evidence, at: world.now().toISOString() });
}
