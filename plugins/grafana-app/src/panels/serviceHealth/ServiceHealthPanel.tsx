import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { paths } from '../../paths';
import { Moment } from '../../parts/Moment';
import { currentWords } from '../../texts';
import { Empty, PanelBody } from '../parts/PanelBody';
import { Shown } from '../parts/Shown';
import type { Table } from '../parts/table';
import type { ServiceHealthOptions } from './options';

/** A tile for each service: its measured state with the reasons, its open incident, the limit it reaches next, and what was last done there. */
export function ServiceHealthPanel({ data, options, width, height }: PanelProps<ServiceHealthOptions>) {
  const { words, texts } = currentWords();
  const styles = useStyles2(stylesOf);
  return (
    <PanelBody {...{ data, width, height }} kind="services" needs={texts.panels.serviceHealth.needs}>
      {services => {
        const shown = services.rows.filter(row => !options.onlySick || services.text('state', row) !== 'ok');
        if (services.rows.length === 0) {
          return <Empty says={words.labels.noServices} hint={words.labels.noServicesHint} />;
        }
        if (shown.length === 0) {
          return <Empty says={texts.panels.serviceHealth.allWell} />;
        }
        return (
          <ul className={styles.tiles}>
            {shown.map(row => (
              <li key={services.text('service', row)} className={styles.tile}>
                <Service services={services} row={row} />
                <Expected services={services} row={row} />
                {options.healing && <LastHealing services={services} row={row} />}
              </li>
            ))}
          </ul>
        );
      }}
    </PanelBody>
  );
}

interface Row {
  services: Table;
  row: number;
}

function Service({ services, row }: Row) {
  const { labels } = currentWords().words;
  const service = services.text('service', row) ?? '';
  const [reasons, incident] = [services.text('reasons', row), services.text('incident', row)];
  return (
    <>
      <Stack justifyContent="space-between" alignItems="flex-start" wrap="wrap" gap={1}>
        <TextLink href={paths.service(service)} inline={false} weight="medium">
          {service}
        </TextLink>
        <Shown field={services.field('state')} row={row} />
      </Stack>
      {reasons !== undefined && (
        <Text element="p" variant="bodySmall" color="secondary">
          {reasons}
        </Text>
      )}
      {incident !== undefined && (
        <TextLink href={paths.incident(incident)} inline={false} variant="bodySmall">
          {labels.openIncidents}: {services.number('openIncidents', row)}
        </TextLink>
      )}
    </>
  );
}

function Expected({ services, row }: Row) {
  const { labels } = currentWords().words;
  const [limit, at] = [services.text('limit', row), services.number('expected', row)];
  if (limit === undefined) return null;
  return (
    <Text element="p" variant="bodySmall" color="warning">
      {labels.predicted}: {limit}
      {at !== undefined && (
        <>
          {' · '}
          <Moment iso={new Date(at).toISOString()} as="clock" />
        </>
      )}
    </Text>
  );
}

function LastHealing({ services, row }: Row) {
  const { words, texts } = currentWords();
  const [action, acted] = [services.text('lastAction', row), services.number('lastActed', row)];
  if (action === undefined || acted === undefined) {
    return (
      <Text variant="bodySmall" color="secondary">
        {texts.panels.serviceHealth.noHealing}
      </Text>
    );
  }
  const measured = services.text('lastOutcome', row) !== undefined;
  return (
    <Stack alignItems="center" wrap="wrap" gap={1}>
      <Text variant="bodySmall" color="secondary">
        {action} · <Moment iso={new Date(acted).toISOString()} />
      </Text>
      {measured ? (
        <Shown field={services.field('lastOutcome')} row={row} />
      ) : (
        <Text variant="bodySmall" color="secondary">
          {words.labels.measuring}
        </Text>
      )}
    </Stack>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  tiles: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 220px), 1fr))',
    gap: theme.spacing(1),
  }),
  tile: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.75),
    minWidth: 0,
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
    // A reason can be as long as an error; the page of the service has all of it.
    '& p': {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 3,
      overflow: 'hidden',
      margin: 0,
    },
  }),
});
