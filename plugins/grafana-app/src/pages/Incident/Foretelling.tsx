import type { Plan } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { useWords } from '../../useWords';
import { Changes } from './Changes';

/** What a plan would change, before anybody says yes to it, or why that cannot be told. */
export function Foretelling({ plan: { foretold, again } }: { plan: Plan }) {
  const { labels } = useWords();
  return (
    <>
      {again !== undefined && (
        <Text>
          {labels.askedAgain}: {again}
        </Text>
      )}
      {foretold && 'cannot' in foretold && (
        <Text color="secondary">
          {labels.cannotForetell}: {foretold.cannot}
        </Text>
      )}
      {foretold && 'changes' in foretold && (
        <Stack direction="column" gap={1}>
          <Text element="h3" variant="h6">
            {labels.fieldChanges}
          </Text>
          {foretold.changes.length === 0 ? (
            <Text color="secondary">{labels.changesNothing}</Text>
          ) : (
            <Changes changes={foretold.changes} />
          )}
        </Stack>
      )}
    </>
  );
}
