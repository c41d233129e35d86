import { person, type Feedback, type Incident } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { ActButton } from '../../parts/ActButton';
import { useWords } from '../../useWords';

/** Asks whether the first cause was right; an answer can be changed, the newest counts. */
export function WasItTheCause({
  hypothesis,
  given,
  pending,
  not,
  answer,
}: {
  hypothesis: string;
  given: Incident['feedback'][number] | undefined;
  pending: boolean;
  not: string | undefined;
  answer: (feedback: Feedback) => void;
}) {
  const { labels } = useWords();
  return (
    <Stack role="group" aria-label={labels.wasItTheCause} alignItems="center" wrap="wrap">
      <Text>{labels.wasItTheCause}</Text>
      {[true, false].map(right => (
        <ActButton
          key={String(right)}
          size="sm"
          pressed={given?.right === right}
          pending={pending}
          not={not}
          act={() => answer({ hypothesis, right })}
        >
          {right ? labels.yes : labels.no}
        </ActButton>
      ))}
      {given && (
        <Text variant="bodySmall" color="secondary">
          {person(given.by)}: {given.right ? labels.yes : labels.no}.{' '}
          {given.right ? labels.causeConfirmed : labels.causeDoubted}
        </Text>
      )}
    </Stack>
  );
}
