import type { HealthState, ServiceHealth } from '@autocura/common';
import { Card, CardBody, Flex, Text } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Empty } from '../parts/Notices';
import { healthTones } from '../parts/tones';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

const ranks: Record<HealthState, number> = { critical: 0, warning: 1, unknown: 2, ok: 3 };

/** The services worst first, by name among equals. */
export const worstFirst = (services: ServiceHealth[]) =>
  [...services].sort((a, b) => ranks[a.state] - ranks[b.state] || a.service.localeCompare(b.service));

/** A tile for each service with its measured state and the reasons for it. */
export function HealthTiles({ services }: { services: ServiceHealth[] }) {
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
        <Tile key={health.service} health={health} />
      ))}
    </div>
  );
}

function Tile({ health: { service, state, reasons } }: { health: ServiceHealth }) {
  const words = useWords();
  const paths = usePaths();
  return (
    <Card href={paths.service(service)} label={`${service}: ${words.health[state]}`}>
      <CardBody>
        <Flex direction="column" gap="2">
          <Flex justify="between" align="center" gap="2">
            <Text weight="bold" truncate>
              {service}
            </Text>
            <Mark tone={healthTones[state]}>{words.health[state]}</Mark>
          </Flex>
          {reasons.slice(0, 2).map(({ says }) => (
            <Text key={says} variant="body-small" color="secondary">
              {says}
            </Text>
          ))}
        </Flex>
      </CardBody>
    </Card>
  );
}
