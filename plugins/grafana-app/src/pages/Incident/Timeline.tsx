import { person, sentence, type TimelineEvent } from '@autocura/common';
import React from 'react';
import { Lines } from '../../parts/Lines';
import { Moment } from '../../parts/Moment';
import { Section } from '../../parts/Section';
import { useFirst } from '../../parts/useFirst';
import { useWords } from '../../useWords';

/** Somebody looked, and nothing was to be done: true, but no news. */
const idle: TimelineEvent['type'][] = ['incident.deferred', 'incident.still-verifying'];

/** What happened, newest first. What a newer backend tells of is shown by its name. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  const words = useWords();
  const news = events.filter(({ type }) => !idle.includes(type)).reverse();
  const { shown, others } = useFirst(news);
  return (
    <Section title={words.labels.timeline} framed>
      <Lines
        lines={shown.map(event => ({
          key: `${event.stream} ${event.seq}`,
          when: <Moment iso={event.at} as="clock" />,
          says: event.type in words.events ? sentence(words, event) : event.type,
          ...(event.actor !== 'autocura' && { who: person(event.actor) }),
        }))}
      />
      {others}
    </Section>
  );
}
