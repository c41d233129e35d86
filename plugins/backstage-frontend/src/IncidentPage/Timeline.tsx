import { person, sentence, type TimelineEvent } from '@autocura/common';
import { Lines } from '../parts/Lines';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';

/** Everything that happened, newest first. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  const words = useWords();
  const lines = events.map(event => ({
    key: `${event.stream} ${event.seq}`,
    when: <Moment iso={event.at} as="clock" />,
    says: sentence(words, event),
    ...(event.actor !== 'autocura' && { who: person(event.actor) }),
  }));
  return (
    <Panel title={words.labels.timeline}>
      <Lines lines={lines.reverse()} />
    </Panel>
  );
}
