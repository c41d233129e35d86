import { type Incident, phaseTones } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { autocuraApiRef } from '../api';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { usePaths } from '../paths';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { barsOf, windowMs } from './bars';

const lane = { height: 12, gap: 4 };
/** More at once nobody can take in; the table has all of them. */
const mostLanes = 8;

/** Days do not change by the second. */
const everyMs = 15_000;
/** The most that one answer holds. */
const atOnce = 200;

/** The last seven days of a service at a glance, each incident a bar that leads to its story. */
export function Course({ service }: { service: string }) {
  const client = useApi(autocuraApiRef);
  const load = useCallback(() => client.incidents({ service, limit: atOnce }), [client, service]);
  const [recent] = usePolled(load, everyMs);
  return recent.state === 'known' ? <Drawn incidents={recent.value.items} /> : null;
}

function Drawn({ incidents }: { incidents: Incident[] }) {
  const words = useWords();
  const paths = usePaths();
  const now = Date.now();
  const { bars, lanes } = barsOf(incidents, now);
  if (bars.length === 0) return null;
  const shown = Math.min(lanes, mostLanes);
  return (
    <Panel title={words.labels.course}>
      <Flex direction="column" gap="2">
        <Text variant="body-small" color="secondary">
          {words.labels.courseSays}
        </Text>
        <ul
          style={{
            position: 'relative',
            listStyle: 'none',
            margin: 0,
            padding: 0,
            height: shown * (lane.height + lane.gap),
            background: 'var(--bui-bg-neutral-2)',
            borderRadius: 'var(--bui-radius-2)',
            overflow: 'hidden',
          }}
        >
          {bars
            .filter(bar => bar.lane < mostLanes)
            .map(({ incident, from, width, lane: at }) => (
              <li key={incident.id}>
                <Link
                  to={paths.incident(incident.id)}
                  aria-label={`${incident.title}: ${words.phases[incident.phase]}`}
                  title={incident.title}
                  style={{
                    position: 'absolute',
                    left: `min(${from * 100}%, calc(100% - 6px))`,
                    top: at * (lane.height + lane.gap) + lane.gap / 2,
                    width: `${width * 100}%`,
                    minWidth: 6,
                    height: lane.height,
                    borderRadius: 3,
                    background: colourOf(incident),
                  }}
                />
              </li>
            ))}
        </ul>
        <Flex justify="between" gap="2">
          <Text variant="body-x-small" color="secondary">
            <Moment iso={new Date(now - windowMs).toISOString()} as="clock" />
          </Text>
          <Text variant="body-x-small" color="secondary">
            <Moment iso={new Date(now).toISOString()} as="clock" />
          </Text>
        </Flex>
      </Flex>
    </Panel>
  );
}

const colourOf = ({ phase }: Incident) => {
  const tone = phaseTones[phase];
  return tone === 'neutral' ? 'var(--bui-fg-secondary)' : `var(--bui-fg-${tone})`;
};
