import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { Children, type ReactNode } from 'react';

/** A list without bullets, each child an item. `label` says what of, where no heading does. */
export function PlainList({ label, children }: { label?: string; children: ReactNode }) {
  const styles = useStyles2(stylesOf);
  return (
    <ul className={styles.list} aria-label={label}>
      {Children.map(children, child => (
        <li className={styles.item}>{child}</li>
      ))}
    </ul>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: theme.spacing(1.5) }),
  item: css({ minWidth: 0, overflowWrap: 'anywhere' }),
});
