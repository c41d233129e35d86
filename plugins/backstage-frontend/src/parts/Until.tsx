import { Text } from '@backstage/ui';
import { useWords } from '../useWords';
import { Moment } from './Moment';

/** When a proposal ends. */
export function Until({ iso }: { iso: string }) {
  const { labels } = useWords();
  return (
    <Text variant="body-small" color="secondary">
      {labels.until} <Moment iso={iso} as="clock" />
    </Text>
  );
}
