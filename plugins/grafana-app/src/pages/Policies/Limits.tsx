import { css } from '@emotion/css';
import { type PolicyLimit, type PolicyLimits, policyLimits } from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useWords } from '../../useWords';
import { limitWords } from './limitWords';

/** Limits with their values. One that a newer backend knows is shown by its name. */
export function Limits({ limits }: { limits: PolicyLimits }) {
  const words = useWords();
  const styles = useStyles2(stylesOf);
  const names = Object.keys(limits) as PolicyLimit[];
  const ordered = [
    ...policyLimits.filter(one => names.includes(one)),
    ...names.filter(one => !policyLimits.includes(one)),
  ];
  return (
    <dl className={styles.list} aria-label={words.screens.policy.limitsHere}>
      {ordered.map(name => (
        <div key={name} className={styles.row}>
          <dt>
            <Text variant="bodySmall" color="secondary">
              {words.screens.policy.limits[name] ?? name}
            </Text>
          </dt>
          <dd>
            <Text variant="bodySmall">{limitWords(name, limits[name], words)}</Text>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 360px), 1fr))',
    columnGap: theme.spacing(4),
    rowGap: theme.spacing(0.5),
    margin: 0,
  }),
  row: css({
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    '& dt': { fontWeight: theme.typography.fontWeightRegular },
    '& dd': { margin: 0, whiteSpace: 'nowrap' },
  }),
});
