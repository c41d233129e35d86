import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { paths } from '../../paths';
import { Moment } from '../../parts/Moment';
import { currentWords } from '../../texts';
import { PanelBody } from '../parts/PanelBody';
import { Shown } from '../parts/Shown';
import type { Table } from '../parts/table';
import type { HealingTimelineOptions } from './options';
import { PhaseBar } from './PhaseBar';

/** What happened to an incident: its phases, the actions in it, and how they came out. */
export function HealingTimelinePanel({ data, options, width, height }: PanelProps<HealingTimelineOptions>) {
  const { words, texts } = currentWords();
  const styles = useStyles2(stylesOf);
  return (
    <PanelBody {...{ data, width, height }} kind="timeline" needs={texts.panels.healingTimeline.needs}>
      {timeline => (
        <>
          <IncidentLink timeline={timeline} className={styles.link} />
          {options.bar && <PhaseBar timeline={timeline} until={data.timeRange.to.valueOf()} />}
          <ol className={styles.events} aria-label={words.labels.timeline}>
            {(options.newestFirst ? [...timeline.rows].reverse() : timeline.rows).map(row => (
              <li key={row} className={styles.event}>
                <Happened timeline={timeline} row={row} />
              </li>
            ))}
          </ol>
        </>
      )}
    </PanelBody>
  );
}

function IncidentLink({ timeline: { frame }, className }: { timeline: Table; className: string }) {
  const id: unknown = frame.meta?.custom?.['incident'];
  return typeof id === 'string' ? (
    <div className={className}>
      <TextLink href={paths.incident(id)} inline={false} variant="bodySmall">
        {currentWords().words.labels.incident}
      </TextLink>
    </div>
  ) : null;
}

function Happened({ timeline, row }: { timeline: Table; row: number }) {
  const { labels } = currentWords().words;
  const actor = timeline.text('actor', row);
  const at = timeline.number('time', row);
  const turned = timeline.text('phase', row) !== timeline.text('phase', row - 1);
  const outcome = timeline.text('outcome', row);
  return (
    <>
      <Stack alignItems="center" wrap="wrap" gap={1}>
        <Text variant="bodySmall" color="secondary">
          {at !== undefined && <Moment iso={new Date(at).toISOString()} as="clock" />}
          {actor !== undefined && actor !== labels.loop && ` · ${actor}`}
        </Text>
        {outcome !== undefined && <Shown field={timeline.field('outcome')} row={row} />}
        {turned && <Shown field={timeline.field('phase')} row={row} />}
      </Stack>
      <Text>{timeline.text('says', row) ?? ''}</Text>
    </>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  link: css({ marginBottom: theme.spacing(1) }),
  events: css({ listStyle: 'none', margin: 0, padding: 0 }),
  event: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.25),
    padding: theme.spacing(0, 0, 1.5, 1.5),
    borderLeft: `2px solid ${theme.colors.border.medium}`,
    overflowWrap: 'anywhere',
  }),
});
