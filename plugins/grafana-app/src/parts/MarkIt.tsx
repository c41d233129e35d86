import { person, wouldBeMarks, type WouldBeMark } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { useWords } from '../useWords';
import { ActButton } from './ActButton';

/** Asks what a step would have been that was only observed; an answer can be changed, the newest counts. */
export function MarkIt({
  given,
  pending,
  not,
  mark,
}: {
  given: WouldBeMark | undefined;
  pending: boolean;
  not: string | undefined;
  mark: (mark: WouldBeMark['mark']) => void;
}) {
  const words = useWords();
  const { labels } = words;
  return (
    <Stack role="group" aria-label={labels.wouldHaveBeen} alignItems="center" wrap="wrap">
      <Text>{labels.wouldHaveBeen}</Text>
      {wouldBeMarks.map(one => (
        <ActButton key={one} size="sm" pressed={given?.mark === one} pending={pending} not={not} act={() => mark(one)}>
          {words.wouldBeMarks[one]}
        </ActButton>
      ))}
      {given && (
        <Text variant="bodySmall" color="secondary">
          {[person(given.by), given.note].filter(Boolean).join(': ')}
        </Text>
      )}
    </Stack>
  );
}
