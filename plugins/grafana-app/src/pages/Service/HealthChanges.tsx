import { sentence, type HealthChange } from '@autocura/common';
import { Text } from '@grafana/ui';
import React from 'react';
import { Lines } from '../../parts/Lines';
import { Moment } from '../../parts/Moment';
import { Section } from '../../parts/Section';
import { useFirst } from '../../parts/useFirst';
import { useWords } from '../../useWords';

/** How its measured state changed, newest first. */
export function HealthChanges({ changes }: { changes: HealthChange[] }) {
  const words = useWords();
  const { shown, others } = useFirst(changes, 20);
  return (
    <Section title={words.labels.changes} framed>
      {changes.length === 0 ? (
        <Text color="secondary">{words.labels.noChanges}</Text>
      ) : (
        <Lines
          lines={shown.map(change => ({
            key: change.at,
            when: <Moment iso={change.at} as="clock" />,
            says: sentence(words, { type: 'service.health-changed', data: change }),
          }))}
        />
      )}
      {others}
    </Section>
  );
}
