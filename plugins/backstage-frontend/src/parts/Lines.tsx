import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';

export interface Line {
  key: string;
  when: ReactNode;
  says: string;
  /** Who did it, where that is worth saying. */
  who?: string;
}

/** What happened, a line each, with its time. */
export function Lines({ lines }: { lines: Line[] }) {
  return (
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {lines.map(({ key, when, says, who }) => (
        <li
          key={key}
          style={{
            display: 'flex',
            flexDirection: 'column',
            gap: '2px',
            padding: '0 0 var(--bui-space-3) var(--bui-space-3)',
            borderLeft: '2px solid var(--bui-border-1)',
          }}
        >
          <Text variant="body-x-small" color="secondary">
            {when}
            {who && ` · ${who}`}
          </Text>
          <Text style={{ overflowWrap: 'anywhere' }}>{says}</Text>
        </li>
      ))}
    </ol>
  );
}
