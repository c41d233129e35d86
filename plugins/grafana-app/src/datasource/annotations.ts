import { outcomes, type Outcome } from '@autocura/common';
import { DataFrameView, type AnnotationEvent, type AnnotationSupport, type DataFrame } from '@grafana/data';
import { escape } from 'lodash';
import { of } from 'rxjs';
import { paths } from '../paths';
import { currentWords } from '../texts';
import { outcomeColors } from './colors';
import { holds } from './queries/frame';
import type { AutocuraQuery } from './query';
import { QueryEditor } from './QueryEditor';

interface Row {
  time: number;
  timeEnd: number | null;
  incident: string;
  service: string;
  cause: string;
  action: string;
  outcome: Outcome | null;
  says: string | null;
  failed: string | null;
}

/** Healing on anybody's dashboards: a region from each action to its measured outcome. */
export const annotationSupport: AnnotationSupport<AutocuraQuery> = {
  getDefaultQuery: () => ({ queryType: 'actions' }),
  prepareQuery: ({ target }) => ({ refId: 'Anno', ...target, queryType: 'actions' }),
  processEvents: (_, frames) => of(frames.filter(holds('actions')).flatMap(eventsOf)),
  QueryEditor,
};

const eventsOf = (frame: DataFrame): AnnotationEvent[] => new DataFrameView<Row>(frame).toArray().map(eventOf);

/** Tags are few, so that nobody's tag list fills up with ours. */
function eventOf({ time, timeEnd, incident, service, cause, action, outcome, says, failed }: Row): AnnotationEvent {
  const { words } = currentWords();
  const result = failed ? words.labels.failed : outcome ? words.outcomes[outcome] : words.labels.measuring;
  const link = `<a href="${paths.incident(incident)}">${escape(words.labels.incident)}</a>`;
  return {
    ...{ time, isRegion: timeEnd !== null, ...(timeEnd !== null && { timeEnd }) },
    title: `${action} · ${service}: ${result}`,
    text: `${[says, cause, failed].flatMap(text => (text ? escape(text) : [])).join('<br>')}<br>${link}`,
    tags: ['autocura', `service:${service}`, ...(known(outcome) ? [`outcome:${outcome}`] : [])],
    color: outcome ? outcomeColors[outcome] : 'blue',
  };
}

const known = (outcome: Outcome | null): outcome is Outcome => outcome !== null && outcomes.includes(outcome);
