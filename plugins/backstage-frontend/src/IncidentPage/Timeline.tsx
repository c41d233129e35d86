import { person, sentence, type TimelineEvent } from '@autocura/common';
import { Lines } from '../parts/Lines';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { useFirst } from '../parts/useFirst';
import { useWords } from '../useWords';

/** Somebody looked, and nothing was to be done: true, but no news. */
const idle: TimelineEvent['type'][] = ['incident.deferred', 'incident.still-verifying'];

/** What happened, newest first. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  const words = useWords();
  const news = events.filter(({ type }) => !idle.includes(type)).reverse();
  const { shown, others } = useFirst(news);
  const lines = shown.map(event => ({
    key: `${event.stream} ${event.seq}`,
    when: <Moment iso={event.at} as="clock" />,
    says: sentence(words, event),
    ...(event.actor !== 'autocura' && { who: person(event.actor) }),
  }));
  return (
    <Panel title={words.labels.timeline}>
      <Lines lines={lines} />
      {others}
    </Panel>
  );
}
