import { type HealthState, type ServiceHealth, healthTones } from '@autocura/common';
import { Card, CardBody, Flex, Text } from '@backstage/ui';
import type { CSSProperties } from 'react';
import { Mark } from '../parts/Mark';
import { Empty } from '../parts/Notices';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

const ranks: Record<HealthState, number> = { critical: 0, warning: 1, unknown: 2, ok: 3 };

/** The services worst first, by name among equals. */
export const worstFirst = (services: ServiceHealth[]) =>
  [...services].sort((a, b) => ranks[a.state] - ranks[b.state] || a.service.localeCompare(b.service));

/** A reason can be as long as an error; the page of the service has all of it. */
const threeLines: CSSProperties = {
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 3,
  overflow: 'hidden',
  overflowWrap: 'anywhere',
};

/** A tile for each service with its measured state and the reasons for it, muted where that is from before. */
export function HealthTiles({ services, stale }: { services: ServiceHealth[]; stale: boolean }) {
  const { labels } = useWords();
  if (services.length === 0) return <Empty title={labels.noServices} hint={labels.noServicesHint} />;
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 232px), 1fr))',
        gap: 'var(--bui-space-3)',
      }}
    >
      {worstFirst(services).map(health => (
        <Tile key={health.service} health={health} stale={stale} />
      ))}
    </div>
  );
}

function Tile({ health: { service, state, reasons }, stale }: { health: ServiceHealth; stale: boolean }) {
  const words = useWords();
  const paths = usePaths();
  const says = `${service}: ${words.health[state]}`;
  return (
    <Card href={paths.service(service)} label={stale ? `${says}, ${words.labels.outdated}` : says}>
      <CardBody>
        <Flex direction="column" gap="2">
          <Flex justify="between" align="center" gap="2">
            <Text weight="bold" truncate {...(stale && { color: 'secondary' })}>
              {service}
            </Text>
            <Mark tone={stale ? 'neutral' : healthTones[state]}>{words.health[state]}</Mark>
          </Flex>
          {reasons.slice(0, 2).map(({ says }) => (
            <Text key={says} variant="body-small" color="secondary" style={threeLines}>
              {says}
            </Text>
          ))}
        </Flex>
      </CardBody>
    </Card>
  );
}
