import { person, sentence, type Incident, type IncidentStory, type TimelineEvent } from '@autocura/common';
import { outcomeColors, phaseColors } from '../colors';
import { choices, texts as textsField, times, wordMapping } from '../fields';
import { phasesOf } from '../../incident/phasesOf';
import { frame } from './frame';
import type { Asked, QueryKind } from './queryKind';

/** Somebody looked, and nothing was to be done: true, but no news. */
const idle: TimelineEvent['type'][] = ['incident.deferred', 'incident.still-verifying'];

/** What happened to an incident, oldest first, each with the phase it led to. */
export const timeline: QueryKind = {
  id: 'timeline',
  takes: ['incident'],
  needs: 'incident',
  async frames(asked) {
    return [timelineFrame(asked, await asked.reader.incident(asked.query.incident ?? ''))];
  },
};

function timelineFrame({ query, words, texts }: Asked, { incident, timeline: events }: IncidentStory) {
  const phases = phasesOf(events);
  const rows = events
    .map((event, index) => ({ event, phase: phases[index] }))
    .filter(({ event }) => !idle.includes(event.type));
  const { labels } = words;
  const { columns } = texts;
  const of = <T>(read: (row: (typeof rows)[number]) => T) => rows.map(read);
  return frame(
    query,
    'timeline',
    [
      times(
        'time',
        labels.when,
        of(({ event }) => event.at),
      ),
      textsField(
        'says',
        columns.event,
        of(({ event }) => sentence(words, event)),
      ),
      choices(
        'phase',
        columns.phase,
        of(({ phase }) => phase),
        wordMapping(words.phases, phaseColors),
      ),
      textsField(
        'action',
        labels.action,
        of(({ event }) => actionOf(event, incident)),
      ),
      choices(
        'outcome',
        labels.outcome,
        of(({ event }) => outcomeOf(event)),
        wordMapping(words.outcomes, outcomeColors),
      ),
      textsField(
        'actor',
        columns.actor,
        of(({ event: { actor } }) => (actor === 'autocura' ? labels.loop : person(actor))),
      ),
      textsField(
        'type',
        'Type',
        of(({ event }) => event.type),
      ),
    ],
    { custom: { incident: incident.id } },
  );
}

const outcomeOf = (event: TimelineEvent) =>
  event.type === 'incident.verified' || event.type === 'incident.person-verified' ? event.data.outcome : undefined;

function actionOf(event: TimelineEvent, { attempts }: Incident): string | undefined {
  if (event.type === 'incident.acting') return event.data.attempt.step.action;
  if (event.type !== 'incident.acted' && event.type !== 'incident.verified') return undefined;
  return attempts.find(({ key }) => key === event.data.key)?.step.action;
}
