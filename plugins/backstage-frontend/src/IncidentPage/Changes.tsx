import type { FieldChange } from '@autocura/common';
import { Text } from '@backstage/ui';
import { useWords } from '../useWords';

const nothing = '–';

/** Field by field what an action changes, as the system that is changed foretold it. */
export function Changes({ changes }: { changes: FieldChange[] }) {
  const { labels } = useWords();
  if (changes.length === 0) return null;
  return (
    <ul aria-label={labels.fieldChanges} style={{ margin: 0, paddingInlineStart: 'var(--bui-space-4)' }}>
      {changes.map(({ object, field, from = nothing, to = nothing, aside }) => (
        <li key={`${object} ${field}`} style={{ overflowWrap: 'anywhere' }}>
          <Text variant="body-small">
            {[object, field].filter(Boolean).join(' · ')}: {from} → {to}
            {aside !== undefined && ` (${aside})`}
          </Text>
        </li>
      ))}
    </ul>
  );
}
