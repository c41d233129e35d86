import type { Incident } from '@autocura/common';
import { Badge, Stack, Text, TextLink } from '@grafana/ui';
import React from 'react';
import { paths } from '../../paths';
import { currentWords } from '../../texts';

export function IncidentLinks({ title, incidents }: { title: string; incidents: Incident[] }) {
  const { phases } = currentWords().words;
  return (
    <Stack direction="column" gap={1}>
      <Text element="h4">{title}</Text>
      {incidents.map(incident => (
        <Stack key={incident.id} alignItems="center" wrap="wrap">
          <TextLink href={paths.incident(incident.id)}>{incident.title}</TextLink>
          <Badge color="blue" text={phases[incident.phase] ?? incident.phase} />
        </Stack>
      ))}
    </Stack>
  );
}
