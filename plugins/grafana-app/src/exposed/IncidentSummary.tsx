import { Badge, Stack, Text, TextLink } from '@grafana/ui';
import React, { useCallback } from 'react';
import { autocuraClient, troubleWords, usePolled } from '../api';
import { paths } from '../paths';
import { currentWords } from '../texts';

export interface IncidentSummaryProps {
  id: string;
}

/** What an incident is, where it stands, and its likely cause. */
export function IncidentSummary({ id }: IncidentSummaryProps) {
  const { words } = currentWords();
  const load = useCallback(() => autocuraClient().incident(id), [id]);
  const [polled] = usePolled(load);
  if (polled.state === 'loading') return <Text color="secondary">{words.labels.loading}</Text>;
  if (polled.state === 'failed') return <Text color="error">{troubleWords(words, polled.trouble).title}</Text>;
  const { title, service, phase, diagnosis } = polled.value.incident;
  const [cause] = diagnosis?.hypotheses ?? [];
  return (
    <Stack direction="column" gap={0.5}>
      <Stack wrap="wrap" alignItems="center">
        <TextLink href={paths.incident(id)}>{title}</TextLink>
        <Badge color="blue" text={words.phases[phase] ?? phase} />
      </Stack>
      <Text color="secondary">{service}</Text>
      <Text>
        {cause
          ? `${words.standings[cause.standing]}: ${words.failureModes[cause.failureMode] ?? cause.failureMode}`
          : words.labels.notDiagnosed}
      </Text>
    </Stack>
  );
}
