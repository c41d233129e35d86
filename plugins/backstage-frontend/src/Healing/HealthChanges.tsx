import { sentence, type HealthChange } from '@autocura/common';
import { Text } from '@backstage/ui';
import { Moment } from '../parts/Moment';
import { Lines } from '../parts/Lines';
import { useWords } from '../useWords';

export function HealthChanges({ changes }: { changes: HealthChange[] }) {
  const words = useWords();
  if (changes.length === 0) return <Text color="secondary">{words.labels.noChanges}</Text>;
  return (
    <Lines
      lines={changes.map(change => ({
        key: change.at,
        when: <Moment iso={change.at} as="clock" />,
        says: sentence(words, { type: 'service.health-changed', data: change }),
      }))}
    />
  );
}
