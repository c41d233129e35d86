import { css } from '@emotion/css';
import type { ServiceHealth } from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { paths } from '../paths';
import { HealthMark } from './marks';

/** A tile for each service with its measured state and the reasons for it, muted where that is from before. */
export function HealthTiles({ services, stale }: { services: ServiceHealth[]; stale: boolean }) {
  const styles = useStyles2(stylesOf);
  return (
    <ul className={styles.tiles}>
      {services.map(({ service, state, reasons }) => (
        <li key={service} className={styles.tile}>
          <Stack justifyContent="space-between" alignItems="flex-start">
            <TextLink href={paths.service(service)} inline={false} weight="medium">
              {service}
            </TextLink>
            <HealthMark state={state} stale={stale} />
          </Stack>
          {reasons.slice(0, 2).map(({ says }) => (
            <Text key={says} element="p" variant="bodySmall" color="secondary">
              {says}
            </Text>
          ))}
        </li>
      ))}
    </ul>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  tiles: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 232px), 1fr))',
    gap: theme.spacing(1.5),
  }),
  tile: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    minWidth: 0,
    padding: theme.spacing(1.5),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    // A reason can be as long as an error; the page of the service has all of it.
    '& p': {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 3,
      overflow: 'hidden',
      overflowWrap: 'anywhere',
      margin: 0,
    },
  }),
});
