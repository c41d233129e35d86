import { css, cx } from '@emotion/css';
import { healthTones, type Incident, type ServiceHealth, type Topology } from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useId, useMemo } from 'react';
import { autocuraClient, usePolled } from '../../api';
import { Mark } from '../../parts/Mark';
import { Section } from '../../parts/Section';
import { useNarrow } from '../../parts/useNarrow';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { blamedOf, blameMap, type BlameMap, type Place } from './blame';
import { plain } from '../../plain';

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
  const blamed = blamedOf(incident);
  const sick = incident.services.join('\n');
  const map = useMemo(() => blameMap(topology, blamed, sick.split('\n')), [topology, blamed, sick]);
  if (map.edges.length === 0) return null;
  return (
    <Section title={t('blame.title', 'How trouble spreads')} framed>
      <Text element="p" color="secondary">
        {map.paths.length === 0
          ? t('blame.noPath', 'No calls are known that lead from what alerts to {{blamed}}.', { ...plain, blamed })
          : t('blame.path', '{{blamed}} is suspected; who calls it suffers: {{paths}}.', {
              ...plain,
              blamed,
              paths: map.paths.map(path => path.join(' → ')).join('; '),
            })}
      </Text>
      <Graph map={map} health={new Map(health.map(one => [one.service, one]))} />
      {topology.unavailable !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {t('blame.incomplete', 'It may be incomplete: {{why}}', {
            ...plain,
            why: topology.unavailable,
          })}
        </Text>
      )}
    </Section>
  );
}

const box = { width: 148, height: 64 };
const gap = { along: 48, across: 16 };

/** From left to right where there is room, else from top to bottom. */
function boxesOf(places: Place[], narrow: boolean) {
  const at = ({ depth, row }: Place) =>
    narrow
      ? { x: row * (box.width + gap.across), y: depth * (box.height + gap.along) }
      : { x: depth * (box.width + gap.along), y: row * (box.height + gap.across) };
  const boxes = new Map(places.map(place => [place.service, at(place)]));
  const corners = [...boxes.values()];
  return {
    boxes,
    width: Math.max(...corners.map(({ x }) => x)) + box.width,
    height: Math.max(...corners.map(({ y }) => y)) + box.height,
  };
}

function Graph({ map: { places, edges }, health }: { map: BlameMap; health: Map<string, ServiceHealth> }) {
  const narrow = useNarrow();
  const styles = useStyles2(stylesOf);
  const arrow = useId();
  const { boxes, width, height } = boxesOf(places, narrow);
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('blame.graph', 'Who calls whom')}>
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
              d={lineOf(boxes.get(from), boxes.get(to), narrow)}
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

interface Point {
  x: number;
  y: number;
}

/** Around what stands between, where a call leads further than to the next. */
const detour = { down: 96, aside: 128 };

function lineOf(from: Point | undefined, to: Point | undefined, narrow: boolean): string {
  if (!from || !to) return '';
  if (narrow) {
    const [x1, y1, x2, y2] = [from.x + box.width / 2, from.y + box.height, to.x + box.width / 2, to.y];
    const isNext = y2 - y1 === gap.along;
    const [middle, aside] = isNext ? [(y1 + y2) / 2, 0] : [undefined, detour.aside];
    return `M${x1} ${y1} C${x1 + aside} ${middle ?? y1} ${x2 + aside} ${middle ?? y2} ${x2} ${y2}`;
  }
  const [x1, y1, x2, y2] = [from.x + box.width, from.y + box.height / 2, to.x, to.y + box.height / 2];
  const isNext = x2 - x1 === gap.along;
  const [middle, down] = isNext ? [(x1 + x2) / 2, 0] : [undefined, detour.down];
  return `M${x1} ${y1} C${middle ?? x1} ${y1 + down} ${middle ?? x2} ${y2 + down} ${x2} ${y2}`;
}

function Box({ place, at, health }: { place: Place; at: Point | undefined; health: ServiceHealth | undefined }) {
  const styles = useStyles2(stylesOf);
  const words = useWords();
  const { service, role } = place;
  const state = health?.state ?? 'unknown';
  return (
    <div
      className={cx(styles.box, role === 'blamed' && styles.blamed)}
      style={{ left: at?.x, top: at?.y, ...box }}
      title={service}
    >
      <span className={styles.name}>
        <TextLink href={paths.service(service)} inline={false} weight={role === 'blamed' ? 'bold' : 'regular'}>
          {service}
        </TextLink>
        {role === 'blamed' && <span className={styles.suspected}>{t('blame.suspected', 'Suspected')}</span>}
      </span>
      <Mark tone={healthTones[state]}>{words.health[state] ?? state}</Mark>
    </div>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto', padding: theme.spacing(0.5) }),
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
  name: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), maxWidth: '100%' }),
  suspected: css({ color: theme.colors.warning.text, fontSize: theme.typography.bodySmall.fontSize }),
});
