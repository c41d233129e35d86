import { statesWorstFirst, type ServiceHealth } from '@autocura/common';
import { InteractiveTable, Stack, Text, TextLink, type Column } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useMemo } from 'react';
import { autocuraClient, usePolled } from '../../api';
import { HealthMark } from '../../parts/marks';
import { Moment } from '../../parts/Moment';
import { Answer, Empty } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { useNarrow } from '../../parts/useNarrow';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

const load = () => autocuraClient().services();

/** Every service with its measured state and the reasons for it, the worst first. */
export function Services() {
  const { labels } = useWords();
  const [services] = usePolled(load);
  return (
    <Page
      name="Services"
      title={labels.services}
      url={paths.services}
      says={t('services.says', 'How each service measures, whether or not anything alerts.')}
    >
      <Answer of={services}>
        {({ items }, stale) =>
          items.length === 0 ? (
            <Empty title={labels.noServices} hint={labels.noServicesHint} />
          ) : (
            <ServiceTable services={items} stale={stale} />
          )
        }
      </Answer>
    </Page>
  );
}

function ServiceTable({ services, stale }: { services: ServiceHealth[]; stale: boolean }) {
  const words = useWords();
  const narrow = useNarrow();
  const columns = useMemo(() => columnsOf(words, narrow, stale), [words, narrow, stale]);
  return <InteractiveTable columns={columns} data={services} getRowId={({ service }) => service} pageSize={100} />;
}

const rankOf = ({ state }: ServiceHealth) => statesWorstFirst.indexOf(state);

function columnsOf({ labels }: ReturnType<typeof useWords>, narrow: boolean, stale: boolean): Column<ServiceHealth>[] {
  const service: Column<ServiceHealth> = {
    id: 'service',
    header: labels.service,
    sortType: 'string',
    cell: ({ row: { original } }) => <Name health={original} narrow={narrow} stale={stale} />,
  };
  if (narrow) return [service];
  return [
    service,
    {
      id: 'state',
      header: labels.state,
      disableGrow: true,
      sortType: (a, b) => rankOf(a.original) - rankOf(b.original),
      cell: ({ row }) => <HealthMark state={row.original.state} stale={stale} />,
    },
    { id: 'reasons', header: labels.reason, cell: ({ row }) => <Reasons health={row.original} /> },
    {
      id: 'openIncidents',
      header: labels.openIncidents,
      disableGrow: true,
      sortType: (a, b) => a.original.openIncidents.length - b.original.openIncidents.length,
      cell: ({ row }) => <Open ids={row.original.openIncidents} />,
    },
    {
      id: 'dataAt',
      header: labels.dataAt,
      disableGrow: true,
      sortType: (a, b) => (a.original.dataAt ?? '').localeCompare(b.original.dataAt ?? ''),
      cell: ({ row }) => <DataAt health={row.original} />,
    },
  ];
}

function Name({ health, narrow, stale }: { health: ServiceHealth; narrow: boolean; stale: boolean }) {
  const { labels } = useWords();
  const { service, state, openIncidents } = health;
  const name = (
    <TextLink href={paths.service(service)} inline={false}>
      {service}
    </TextLink>
  );
  if (!narrow) return name;
  return (
    <Stack direction="column" gap={0.5}>
      {name}
      <Stack alignItems="center" wrap="wrap">
        <HealthMark state={state} stale={stale} />
        <Text variant="bodySmall" color="secondary">
          <DataAt health={health} />
        </Text>
        {openIncidents.length > 1 && (
          <Text variant="bodySmall" color="secondary">
            {labels.openIncidents}:
          </Text>
        )}
        <Open ids={openIncidents} />
      </Stack>
      <Reasons health={health} />
    </Stack>
  );
}

const Reasons = ({ health: { reasons } }: { health: ServiceHealth }) => (
  <Text variant="bodySmall" color="secondary">
    {reasons
      .slice(0, 3)
      .map(({ says }) => says)
      .join('; ')}
  </Text>
);

function Open({ ids }: { ids: string[] }) {
  const { labels } = useWords();
  const [only] = ids;
  if (only === undefined) return null;
  if (ids.length === 1) return <TextLink href={paths.incident(only)}>{labels.incident}</TextLink>;
  return <>{ids.length}</>;
}

function DataAt({ health: { dataAt } }: { health: ServiceHealth }) {
  const { labels } = useWords();
  return dataAt === undefined ? <>{labels.neverMeasured}</> : <Moment iso={dataAt} />;
}
