import { type CatalogMapping, healthTones, type ServiceHealth } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { Alert, Flex, Select, Text } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { autocuraApiRef } from '../api';
import { Mark } from '../parts/Mark';
import { Loading } from '../parts/Notices';
import { Section } from '../parts/Section';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { type Grouping, groupings, groupsOf, type ServiceGroup } from './groupsOf';
import { HealthTiles } from './HealthTiles';

/** The backend itself reads the catalog no oftener. */
const everyMs = 15_000;
const ungrouped = 'none';

interface Known {
  services: ServiceHealth[];
  stale: boolean;
}

/** Every service, by owner, system or domain where the catalog tells them. */
export function ServicesSection({ known }: { known: Known | undefined }) {
  const { labels } = useWords();
  return <Section title={labels.services}>{known ? <Services {...known} /> : <Loading />}</Section>;
}

function Services({ services, stale }: Known) {
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const [by, setBy] = useState<Grouping | typeof ungrouped>('owner');
  const [catalog] = usePolled(
    useCallback(() => client.catalog(), [client]),
    everyMs,
  );
  const mapping = catalog.state === 'known' && catalog.value.items.length > 0 ? catalog.value : undefined;
  const unavailable = catalog.state === 'known' ? catalog.value.unavailable : undefined;
  return (
    <>
      {unavailable !== undefined && <Alert status="warning" icon title={labels.incomplete} description={unavailable} />}
      {mapping && services.length > 0 && <GroupBy by={by} change={setBy} />}
      {mapping && by !== ungrouped && services.length > 0 ? (
        <Groups services={services} mapping={mapping} by={by} stale={stale} />
      ) : (
        <HealthTiles services={services} stale={stale} />
      )}
    </>
  );
}

function GroupBy(of: { by: Grouping | typeof ungrouped; change: (by: Grouping | typeof ungrouped) => void }) {
  const { labels } = useWords();
  return (
    <div style={{ maxWidth: 240 }}>
      <Select
        label={labels.groupBy}
        value={of.by}
        options={[
          ...groupings.map(grouping => ({ value: grouping, label: labels[grouping] })),
          { value: ungrouped, label: labels.ungrouped },
        ]}
        onChange={by => of.change(by as Grouping | typeof ungrouped)}
      />
    </div>
  );
}

function Groups(of: { services: ServiceHealth[]; mapping: CatalogMapping; by: Grouping; stale: boolean }) {
  const { services, mapping, by, stale } = of;
  return (
    <Flex direction="column" gap="5">
      {groupsOf(services, mapping, by).map(group => (
        <Group key={group.ref ?? ''} group={group} by={by} stale={stale} />
      ))}
    </Flex>
  );
}

function Group({ group, by, stale }: { group: ServiceGroup; by: Grouping; stale: boolean }) {
  const { labels, health } = useWords();
  const nowhere = { owner: labels.nobodyOwns, system: labels.noSystem, domain: labels.noDomain };
  return (
    <Flex direction="column" gap="2">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text as="h3" variant="body-large" weight="bold" style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {group.ref === undefined ? nowhere[by] : parseEntityRef(group.ref).name}
        </Text>
        <Mark tone={stale ? 'neutral' : healthTones[group.state]}>{health[group.state]}</Mark>
      </Flex>
      <HealthTiles services={group.services} stale={stale} />
    </Flex>
  );
}
