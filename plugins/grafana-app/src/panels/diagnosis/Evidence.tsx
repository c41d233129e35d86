import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Sparkline } from '../../parts/Sparkline';
import { currentWords } from '../../texts';
import type { Piece } from './evidenceOf';

/** One answer: its value, its course, and its query, which Explore asks again. */
export function Evidence({ piece, queries }: { piece: Piece; queries: boolean }) {
  const { words, texts } = currentWords();
  const styles = useStyles2(stylesOf);
  const { title, reads, normal, read, query, series, explore } = piece;
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <div className={styles.words}>
          <Text variant="bodySmall" color="secondary">
            {title}
          </Text>
          <Text weight="medium">{reads}</Text>
          {normal !== undefined && (
            <Text variant="bodySmall" color="secondary">
              {words.labels.normally} {read(normal)}
            </Text>
          )}
        </div>
        {series.length > 1 && (
          <Sparkline {...{ series, read }} normal={normal} label={`${words.labels.recently}, ${title}`} />
        )}
      </div>
      {queries && (
        <code className={styles.query} aria-label={words.labels.query}>
          {query}
        </code>
      )}
      <Stack wrap="wrap" gap={1}>
        {explore && (
          <LinkButton
            size="sm"
            variant="secondary"
            fill="outline"
            icon="compass"
            href={explore.href}
            {...(explore.target && { target: explore.target })}
            aria-label={`${texts.explore}: ${title}`}
          >
            {texts.explore}
          </LinkButton>
        )}
        <ClipboardButton
          size="sm"
          variant="secondary"
          fill="outline"
          icon="copy"
          getText={() => query}
          aria-label={`${words.labels.copy}: ${title}`}
        >
          {words.labels.copy}
        </ClipboardButton>
      </Stack>
    </div>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  card: css({
    display: 'grid',
    gap: theme.spacing(1),
    minWidth: 0,
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  words: css({ display: 'flex', flexDirection: 'column', flex: '1 1 160px', minWidth: 0 }),
  query: css({
    padding: theme.spacing(0.5, 1),
    background: theme.colors.background.canvas,
    color: theme.colors.text.primary,
    border: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  }),
});
