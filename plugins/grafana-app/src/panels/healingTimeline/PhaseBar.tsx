import { quantity } from '@autocura/common';
import { css } from '@emotion/css';
import { getDisplayProcessor, type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { currentWords } from '../../texts';
import type { Table } from '../parts/table';
import { stretches } from './stretches';

/** How long an incident was in which phase, from left to right. */
export function PhaseBar({ timeline, until }: { timeline: Table; until: number }) {
  const { words, texts } = currentWords();
  const theme = useTheme2();
  const styles = useStyles2(stylesOf);
  const field = timeline.field('phase');
  if (!field) {
    return null;
  }
  const display = field.display ?? getDisplayProcessor({ field, theme });
  return (
    <ol className={styles.bar} aria-label={texts.panels.healingTimeline.bar}>
      {stretches(timeline, until).map(({ row, ms }) => {
        const { text, color } = display(field.values[row]);
        const says = texts.panels.healingTimeline.lasted(text, quantity(ms / 1000, 's', words.language));
        return (
          <Tooltip key={row} content={says}>
            <li className={styles.stretch} style={{ flexGrow: ms, borderColor: color }} aria-label={says} tabIndex={0}>
              {text}
            </li>
          </Tooltip>
        );
      })}
    </ol>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  bar: css({ listStyle: 'none', display: 'flex', gap: 2, margin: theme.spacing(0, 0, 2), padding: 0 }),
  stretch: css({
    flexBasis: 8,
    flexShrink: 1,
    minWidth: 8,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    paddingTop: theme.spacing(0.5),
    borderTop: '6px solid',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
});
