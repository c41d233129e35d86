import type { Incident } from '@autocura/common';
import { InteractiveTable, Stack, Text, TextLink, type Column } from '@grafana/ui';
import React, { useMemo } from 'react';
import { paths } from '../paths';
import { useWords } from '../useWords';
import { OutcomeMark, PhaseMark } from './marks';
import { Moment } from './Moment';
import { useNarrow } from './useNarrow';

/** Incidents, each a link to its story. */
export function IncidentTable({ incidents }: { incidents: Incident[] }) {
  const words = useWords();
  const narrow = useNarrow();
  const columns = useMemo(() => columnsOf(words, narrow), [words, narrow]);
  return <InteractiveTable columns={columns} data={incidents} getRowId={({ id }) => id} />;
}

function columnsOf({ labels }: ReturnType<typeof useWords>, narrow: boolean): Column<Incident>[] {
  const title: Column<Incident> = {
    id: 'title',
    header: labels.incident,
    cell: ({ row: { original } }) => <Title incident={original} narrow={narrow} />,
  };
  if (narrow) return [title];
  return [
    title,
    { id: 'phase', header: labels.state, disableGrow: true, cell: ({ row }) => <PhaseMark {...row.original} /> },
    {
      id: 'outcome',
      header: labels.outcome,
      disableGrow: true,
      cell: ({ row }) => <LastOutcome incident={row.original} />,
    },
    {
      id: 'startedAt',
      header: labels.started,
      disableGrow: true,
      cell: ({ row }) => <Moment iso={row.original.startedAt} />,
    },
  ];
}

function Title({ incident, narrow }: { incident: Incident; narrow: boolean }) {
  const { id, title, service, startedAt } = incident;
  return (
    <Stack direction="column" gap={0.5}>
      <TextLink href={paths.incident(id)} inline={false}>
        {title}
      </TextLink>
      <Text variant="bodySmall" color="secondary">
        {service}
        {narrow && ' · '}
        {narrow && <Moment iso={startedAt} />}
      </Text>
      {narrow && (
        <Stack wrap="wrap">
          <PhaseMark {...incident} />
          <LastOutcome incident={incident} />
        </Stack>
      )}
    </Stack>
  );
}

function LastOutcome({ incident }: { incident: Incident }) {
  const last = incident.attempts.at(-1);
  return last ? <OutcomeMark of={last} /> : null;
}
