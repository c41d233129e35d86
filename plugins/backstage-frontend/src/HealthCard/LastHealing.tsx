import type { ActionRow } from '@autocura/common';
import { Flex, Link, Text } from '@backstage/ui';
import { Moment } from '../parts/Moment';
import { OutcomeMark } from '../parts/OutcomeMark';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

/** What was done last, and what it came to. */
export function LastHealing({ row }: { row: ActionRow | undefined }) {
  const { labels } = useWords();
  const paths = usePaths();
  return (
    <Flex direction="column" gap="1">
      <Text as="h4" variant="body-small" color="secondary" style={{ margin: 0 }}>
        {labels.lastHealing}
      </Text>
      {row === undefined ? (
        <Text>{labels.noHistory}</Text>
      ) : (
        <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
          <Link href={paths.incident(row.incidentId)} style={{ overflowWrap: 'anywhere' }}>
            {row.says ?? `${row.action} · ${row.target}`}
          </Link>
          <OutcomeMark of={row} />
          <Text variant="body-small" color="secondary">
            <Moment iso={row.actedAt ?? row.intendedAt} />
          </Text>
        </Flex>
      )}
    </Flex>
  );
}
