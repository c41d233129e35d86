import { Cell, Text } from '@backstage/ui';
import type { ReactNode } from 'react';

/** A table cell whose text wraps, whatever it is made of. `children` stand below it. */
export function TextCell({
  title,
  description,
  bold = false,
  children,
}: {
  title: string;
  description?: string;
  bold?: boolean;
  children?: ReactNode;
}) {
  return (
    <Cell>
      <Text as="p" {...(bold && { weight: 'bold' })} style={{ overflowWrap: 'anywhere', margin: 0 }}>
        {title}
      </Text>
      {description && (
        <Text as="p" variant="body-small" color="secondary" style={{ overflowWrap: 'anywhere', margin: '2px 0 0' }}>
          {description}
        </Text>
      )}
      {children}
    </Cell>
  );
}

/** What stands below the text of a row where there is no room for columns. */
export function Below({ children }: { children: ReactNode }) {
  return (
    <div
      style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 'var(--bui-space-2)', marginTop: '6px' }}
    >
      {children}
    </div>
  );
}
