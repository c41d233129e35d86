import { css } from '@emotion/css';
import { getDisplayProcessor, type Field, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

/** One of a few words in the text and colour that its field, or whoever set up the panel, gave it. */
export function Shown({ field, row }: { field: Field | undefined; row: number }) {
  const theme = useTheme2();
  const styles = useStyles2(stylesOf);
  const value: unknown = field?.values[row];
  if (!field || value === null || value === undefined) {
    return null;
  }
  const { text, color } = (field.display ?? getDisplayProcessor({ field, theme }))(value);
  return (
    <span className={styles.mark}>
      <span className={styles.dot} style={{ background: color }} aria-hidden />
      {text}
    </span>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  mark: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
  }),
  dot: css({ flex: 'none', width: 10, height: 10, borderRadius: theme.shape.radius.circle }),
});
