import { person, type PersonAct, outcomeTones } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { useWords } from '../useWords';
import { Mark } from './Mark';
import { Moment } from './Moment';
import { PlainList } from './PlainList';

/** What people did, each with who, when, and what it was measured to have come to. */
export function PersonActs({ acts }: { acts: Pick<PersonAct, 'id' | 'at' | 'by' | 'says' | 'outcome'>[] }) {
  const { labels, outcomes } = useWords();
  return (
    <PlainList label={labels.peopleDid}>
      {acts.map(({ id, at, by, says, outcome }) => (
        <Stack key={id} alignItems="center" wrap="wrap">
          <Mark tone={outcome && outcomeTones[outcome]}>
            {outcome ? (outcomes[outcome] ?? outcome) : labels.notMeasured}
          </Mark>
          <Text>{says}</Text>
          <Text variant="bodySmall" color="secondary">
            {person(by)} · <Moment iso={at} as="clock" />
          </Text>
        </Stack>
      ))}
    </PlainList>
  );
}
