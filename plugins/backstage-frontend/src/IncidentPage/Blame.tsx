import {
  type AutocuraClient,
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
} from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Link, Text, useBreakpoint } from '@backstage/ui';
import { type CSSProperties, useCallback, useId } from 'react';
import { autocuraApiRef } from '../api';
import { Mark } from '../parts/Mark';
import { Panel } from '../parts/Section';
import { usePaths } from '../paths';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';

async function neighbourhood(client: AutocuraClient) {
  const [topology, services] = await Promise.all([client.topology(), client.services()]);
  return { topology, health: services.items };
}

const everyMs = 10_000;

/** Who calls whom around the incident, and how trouble goes from the suspected origin to those that alert. */
export function Blame({ incident }: { incident: Incident }) {
  const client = useApi(autocuraApiRef);
  const { labels, blame } = useWords();
  const [known] = usePolled(
    useCallback(() => neighbourhood(client), [client]),
    everyMs,
  );
  if (known.state !== 'known') return null;
  const { topology, health } = known.value;
  const blamed = blamedOf(incident);
  const map = blameMap(topology, blamed, incident.services);
  if (map.edges.length === 0) return null;
  return (
    <Panel title={labels.spreads}>
      <Flex direction="column" gap="3">
        <Text color="secondary">{map.paths.length === 0 ? blame.noPath(blamed) : blame.paths(blamed, map.paths)}</Text>
        <Graph map={map} health={new Map(health.map(one => [one.service, one]))} />
        {topology.unavailable !== undefined && (
          <Text variant="body-small" color="secondary">
            {labels.incomplete}: {topology.unavailable}
          </Text>
        )}
      </Flex>
    </Panel>
  );
}

const strokes = { carries: 'var(--bui-fg-warning)', idle: 'var(--bui-border-2)' };

/** Deeper than this it is drawn downwards: beside one another so many do not fit into a column. */
const deepestBeside = 2;

function Graph({ map: { places, edges }, health }: { map: BlameMap; health: Map<string, ServiceHealth> }) {
  const { labels } = useWords();
  const small = useBreakpoint().down('md');
  const narrow = small || places.some(({ depth }) => depth > deepestBeside);
  const arrow = useId();
  const { boxes, width, height } = blameBoxes(places, narrow);
  return (
    <div
      // A graph that is wider than its place has to be scrolled by keyboard too.
      tabIndex={0}
      role="group"
      aria-label={labels.whoCallsWhom}
      style={{ overflowX: 'auto', padding: 'var(--bui-space-1)' }}
    >
      <div style={{ position: 'relative', width, height, margin: `${captionHeight}px 0 var(--bui-space-3)` }}>
        <svg width={width} height={height} aria-hidden="true" style={{ overflow: 'visible' }}>
          <defs>
            {(['carries', 'idle'] as const).map(kind => (
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
                <path d="M0 0 8 4 0 8z" fill={strokes[kind]} />
              </marker>
            ))}
          </defs>
          {edges.map(({ from, to, carries }) => (
            <path
              key={`${from} ${to}`}
              d={blameLine(boxes.get(from), boxes.get(to), narrow)}
              fill="none"
              stroke={strokes[carries ? 'carries' : 'idle']}
              strokeWidth={carries ? 2 : 1.5}
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
  const words = useWords();
  const paths = usePaths();
  const { service, role } = place;
  const state = health?.state ?? 'unknown';
  const isBlamed = role === 'blamed';
  const { x = 0, y = 0 } = at ?? {};
  return (
    <>
      {isBlamed && (
        <Text variant="body-x-small" weight="bold" style={{ position: 'absolute', left: x, top: y - captionHeight }}>
          {words.labels.suspected}
        </Text>
      )}
      <div
        title={service}
        style={{
          ...box,
          ...blameBox,
          left: x,
          top: y,
          ...(isBlamed && { borderColor: strokes.carries, borderWidth: 2 }),
        }}
      >
        <Link
          href={paths.service(service)}
          weight={isBlamed ? 'bold' : 'regular'}
          truncate
          style={{ maxWidth: '100%' }}
        >
          {service}
        </Link>
        <Mark tone={healthTones[state]}>{words.health[state]}</Mark>
      </div>
    </>
  );
}

/** Fits between two rows. */
const captionHeight = 16;

const box: CSSProperties = {
  position: 'absolute',
  boxSizing: 'border-box',
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'center',
  alignItems: 'flex-start',
  gap: 'var(--bui-space-1)',
  padding: 'var(--bui-space-1) var(--bui-space-2)',
  background: 'var(--bui-bg-neutral-1)',
  border: '1px solid var(--bui-border-2)',
  borderRadius: 'var(--bui-radius-2)',
};
