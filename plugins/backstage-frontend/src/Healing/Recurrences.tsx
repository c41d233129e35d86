import type { Recurrence } from '@autocura/common';
import { Flex, Text } from '@backstage/ui';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';

/** Causes that came back. Nothing stands here where none did. */
export function Recurrences({ of }: { of: Recurrence[] }) {
  const words = useWords();
  const { title, times: says } = words.screens.recurrences;
  if (of.length === 0) return null;
  return (
    <Panel title={title}>
      <Flex direction="column" gap="3">
        {of.map(({ failureMode, times, lastAt }) => (
          <Flex key={failureMode} direction="column" gap="1">
            <Text weight="bold" style={{ overflowWrap: 'anywhere' }}>
              {words.failureModes[failureMode] ?? failureMode}
            </Text>
            <Text variant="body-small" color="secondary">
              {says(times)} · <Moment iso={lastAt} />
            </Text>
          </Flex>
        ))}
      </Flex>
    </Panel>
  );
}
