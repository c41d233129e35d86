import { css } from '@emotion/css';
import type { FieldChange } from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useWords } from '../../useWords';

const nothing = '–';

/** Field by field what an action changes, as the system that is changed foretold it. */
export function Changes({ changes }: { changes: FieldChange[] }) {
  const { labels } = useWords();
  const styles = useStyles2(stylesOf);
  if (changes.length === 0) return null;
  return (
    <ul aria-label={labels.fieldChanges} className={styles.list}>
      {changes.map(({ object, field, from = nothing, to = nothing, aside }) => (
        <li key={`${object} ${field}`} className={styles.change}>
          <Text variant="bodySmall" color="secondary">
            {[object, field].filter(Boolean).join(' · ')}
          </Text>
          <span>
            <del>{from}</del> → <ins>{to}</ins>
            {aside !== undefined && ` (${aside})`}
          </span>
        </li>
      ))}
    </ul>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: theme.spacing(1) }),
  change: css({
    display: 'flex',
    flexDirection: 'column',
    overflowWrap: 'anywhere',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    '& del': { color: theme.colors.error.text, textDecoration: 'none' },
    '& ins': { color: theme.colors.success.text, textDecoration: 'none' },
  }),
});
