import { css, cx } from '@emotion/css';
import {
  blameBox,
  blameBoxes,
  blamedOf,
  blameLine,
  blameMap,
  healthTones,
  type BlameMap,
  type Incident,
  type Place,
  type Point,
  type ServiceHealth,
  type Topology,
} from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import React, { useId, useMemo } from 'react';
import { autocuraClient, usePolled } from '../../api';
import { Mark } from '../../parts/Mark';
import { Section } from '../../parts/Section';
import { useNarrow } from '../../parts/useNarrow';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

async function neighbourhood() {
  const client = autocuraClient();
  const [topology, services] = await Promise.all([client.topology(), client.services()]);
  return { topology, health: services.items };
}

const everyMs = 10_000;

/** Who calls whom around the incident, and how trouble goes from the suspected origin to those that alert. */
export function Blame({ incident }: { incident: Incident }) {
  const [known] = usePolled(neighbourhood, everyMs);
  if (known.state !== 'known') return null;
  const { topology, health } = known.value;
  return <Drawn incident={incident} topology={topology} health={health} />;
}

function Drawn({ incident, topology, health }: { incident: Incident; topology: Topology; health: ServiceHealth[] }) {
  const { labels, blame } = useWords();
  const blamed = blamedOf(incident);
  const sick = incident.services.join('\n');
  const map = useMemo(() => blameMap(topology, blamed, sick.split('\n')), [topology, blamed, sick]);
  if (map.edges.length === 0) return null;
  return (
    <Section title={labels.spreads} framed>
      <Text element="p" color="secondary">
        {map.paths.length === 0 ? blame.noPath(blamed) : blame.paths(blamed, map.paths)}
      </Text>
      <Graph map={map} health={new Map(health.map(one => [one.service, one]))} />
      {topology.unavailable !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {labels.incomplete}: {topology.unavailable}
        </Text>
      )}
    </Section>
  );
}

function Graph({ map: { places, edges }, health }: { map: BlameMap; health: Map<string, ServiceHealth> }) {
  const narrow = useNarrow();
  const { labels } = useWords();
  const styles = useStyles2(stylesOf);
  const arrow = useId();
  const { boxes, width, height } = blameBoxes(places, narrow);
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={labels.whoCallsWhom}>
      <div className={styles.plane} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true" style={{ overflow: 'visible' }}>
          <defs>
            {['carries', 'idle'].map(kind => (
              <marker
                key={kind}
                id={`${arrow}${kind}`}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="7"
                markerHeight="7"
                orient="auto-start-reverse"
              >
                <path d="M0 0 8 4 0 8z" className={kind === 'carries' ? styles.carriesEnd : styles.idleEnd} />
              </marker>
            ))}
          </defs>
          {edges.map(({ from, to, carries }) => (
            <path
              key={`${from} ${to}`}
              d={blameLine(boxes.get(from), boxes.get(to), narrow)}
              className={carries ? styles.carries : styles.idle}
              markerEnd={`url(#${arrow}${carries ? 'carries' : 'idle'})`}
            />
          ))}
        </svg>
        {places.map(place => (
          <Box key={place.service} place={place} at={boxes.get(place.service)} health={health.get(place.service)} />
        ))}
      </div>
    </div>
  );
}

function Box({ place, at, health }: { place: Place; at: Point | undefined; health: ServiceHealth | undefined }) {
  const styles = useStyles2(stylesOf);
  const words = useWords();
  const { service, role } = place;
  const state = health?.state ?? 'unknown';
  return (
    <div
      className={cx(styles.box, role === 'blamed' && styles.blamed)}
      style={{ left: at?.x, top: at?.y, ...blameBox }}
      title={service}
    >
      {role === 'blamed' && <span className={styles.suspected}>{words.labels.suspected}</span>}
      <span className={styles.name}>
        <TextLink href={paths.service(service)} inline={false} weight={role === 'blamed' ? 'bold' : 'regular'}>
          {service}
        </TextLink>
      </span>
      <Mark tone={healthTones[state]}>{words.health[state] ?? state}</Mark>
    </div>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  // Above, the word on the border of the one that is suspected.
  scroll: css({ overflowX: 'auto', padding: theme.spacing(1.5, 0.5, 0.5) }),
  plane: css({ position: 'relative', marginBottom: theme.spacing(2) }),
  carries: css({ fill: 'none', stroke: theme.colors.warning.main, strokeWidth: 2 }),
  idle: css({ fill: 'none', stroke: theme.colors.border.strong, strokeWidth: 1.5 }),
  carriesEnd: css({ fill: theme.colors.warning.main }),
  idleEnd: css({ fill: theme.colors.border.strong }),
  box: css({
    position: 'absolute',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.5, 1),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    '& a': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  }),
  blamed: css({ borderColor: theme.colors.warning.main, borderWidth: 2 }),
  name: css({ maxWidth: '100%' }),
  suspected: css({
    position: 'absolute',
    top: theme.spacing(-1.25),
    right: theme.spacing(1),
    padding: theme.spacing(0, 0.5),
    background: theme.colors.background.primary,
    color: theme.colors.warning.text,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.bodySmall.lineHeight,
  }),
});
