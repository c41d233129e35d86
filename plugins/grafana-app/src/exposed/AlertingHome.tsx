import { Alert, Stack, Text, TextLink } from '@grafana/ui';
import React from 'react';
import { autocuraClient, troubleWords, usePolled } from '../api';
import { paths } from '../paths';
import { currentWords } from '../texts';

const load = () => autocuraClient().incidents({ open: true, limit: 10 });

/** Open incidents, where Grafana's alerting begins. */
export function AlertingHome() {
  const { labels, phases } = currentWords().words;
  const [polled] = usePolled(load, 5_000);
  if (polled.state === 'loading') return <Text color="secondary">{labels.loading}</Text>;
  if (polled.state === 'failed')
    return <Alert severity="warning" title={troubleWords(currentWords().words, polled.trouble).title} />;
  const { items } = polled.value;
  return (
    <Stack direction="column" gap={1}>
      <Text element="h3">{labels.openIncidents}</Text>
      {items.length === 0 && <Text color="secondary">{labels.noIncidents}</Text>}
      {items.map(({ id, title, service, phase }) => (
        <Stack key={id} direction="column" gap={0}>
          <TextLink href={paths.incident(id)} inline={false}>
            {title}
          </TextLink>
          <Text variant="bodySmall" color="secondary">
            {service} · {phases[phase] ?? phase}
          </Text>
        </Stack>
      ))}
      <TextLink href={paths.incidents} inline={false}>
        {labels.showAll}
      </TextLink>
    </Stack>
  );
}
