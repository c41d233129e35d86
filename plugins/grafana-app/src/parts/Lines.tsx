import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

export interface Line {
  key: string;
  when: ReactNode;
  says: string;
  /** Who did it, where that is worth saying. */
  who?: string;
}

/** What happened, a line each, with its time. */
export function Lines({ lines }: { lines: Line[] }) {
  const styles = useStyles2(stylesOf);
  return (
    <ol className={styles.list}>
      {lines.map(({ key, when, says, who }) => (
        <li key={key} className={styles.line}>
          <Text variant="bodySmall" color="secondary">
            {when}
            {who !== undefined && ` · ${who}`}
          </Text>
          <Text>{says}</Text>
        </li>
      ))}
    </ol>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  line: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.25),
    padding: theme.spacing(0, 0, 1.5, 1.5),
    borderLeft: `2px solid ${theme.colors.border.medium}`,
    overflowWrap: 'anywhere',
  }),
});
