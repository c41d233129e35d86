import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useWords } from '../useWords';

export interface Figure {
  label: string;
  value: number;
  below?: string;
}

/** Counts, a tile each. */
export function FigureTiles({ figures }: { figures: Figure[] }) {
  const { language } = useWords();
  const styles = useStyles2(stylesOf);
  return (
    <dl className={styles.tiles}>
      {figures.map(({ label, value, below }) => (
        <div key={label} className={styles.tile}>
          <dt>
            <Text variant="bodySmall" color="secondary">
              {label}
            </Text>
          </dt>
          <dd>
            <Text variant="h3">{new Intl.NumberFormat(language).format(value)}</Text>
            {below !== undefined && (
              <Text variant="bodySmall" color="secondary">
                {below}
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  tiles: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 150px), 1fr))',
    gap: theme.spacing(1.5),
    margin: 0,
  }),
  tile: css({
    padding: theme.spacing(1.5),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '& dt': { fontWeight: theme.typography.fontWeightRegular },
    '& dd': { display: 'flex', flexDirection: 'column', margin: 0 },
  }),
});
