import { css } from '@emotion/css';
import { quantity, type Evidence } from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { Suspense, lazy, useState } from 'react';
import { exploreAddress } from '../../parts/prometheus';
import { Sparkline } from '../../parts/Sparkline';
import { useWords } from '../../useWords';
import { useCharts } from './context';

const EvidenceChart = lazy(async () => ({ default: (await import('./EvidenceChart')).EvidenceChart }));

/** One answer: its value, its course, and the query that anyone can ask again. */
export function EvidenceCard({ evidence }: { evidence: Evidence }) {
  const { question, measurement, unit, series } = evidence;
  const { labels, signals, language } = useWords();
  const styles = useStyles2(stylesOf);
  const [open, setOpen] = useState(false);
  const read = (value: number) => quantity(value, unit, language);
  const normal = measurement.state === 'measured' ? measurement.normal : undefined;
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <div className={styles.words}>
          <Text variant="bodySmall" color="secondary">
            {signals[question.signal] ?? question.signal} · {question.service}
          </Text>
          <Text weight="medium">
            {measurement.state === 'measured' ? read(measurement.value) : `${labels.noData}: ${measurement.reason}`}
          </Text>
          {normal !== undefined && (
            <Text variant="bodySmall" color="secondary">
              {labels.normally} {read(normal)}
            </Text>
          )}
        </div>
        {!open && series && series.length > 1 && (
          <Sparkline series={series} read={read} label={labels.recently} normal={normal} />
        )}
      </div>
      {open && (
        <Suspense fallback={<Text color="secondary">{labels.loading}</Text>}>
          <EvidenceChart evidence={evidence} />
        </Suspense>
      )}
      <Links evidence={evidence} open={open} toggle={() => setOpen(!open)} />
    </div>
  );
}

function Links({ evidence, open, toggle }: { evidence: Evidence; open: boolean; toggle: () => void }) {
  const { query, source } = evidence;
  const { labels } = useWords();
  const { span, prometheus } = useCharts();
  const styles = useStyles2(stylesOf);
  return (
    <details className={styles.details}>
      <summary>{labels.query}</summary>
      <code aria-label={labels.query} className={styles.query}>
        {query}
      </code>
      <Stack wrap="wrap">
        {source === 'prometheus' && (
          <Button size="sm" variant="secondary" fill="outline" icon="graph-bar" aria-expanded={open} onClick={toggle}>
            {open ? t('evidence.closeChart', 'Close the chart') : t('evidence.openChart', 'Chart over the incident')}
          </Button>
        )}
        {source === 'prometheus' && prometheus && (
          <LinkButton
            size="sm"
            variant="secondary"
            fill="outline"
            icon="compass"
            href={exploreAddress(prometheus, query, span)}
          >
            {t('evidence.explore', 'Open in Explore')}
          </LinkButton>
        )}
        <ClipboardButton size="sm" variant="secondary" fill="outline" icon="copy" getText={() => query}>
          {labels.copy}
        </ClipboardButton>
      </Stack>
    </details>
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
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1.5) }),
  words: css({ display: 'flex', flexDirection: 'column', flex: '1 1 200px', minWidth: 0 }),
  details: css({
    '& summary': {
      cursor: 'pointer',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    },
  }),
  query: css({
    display: 'block',
    margin: theme.spacing(1, 0),
    padding: theme.spacing(1),
    background: theme.colors.background.canvas,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  }),
});
