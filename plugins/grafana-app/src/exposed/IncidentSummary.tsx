import { Stack, Text, TextLink } from '@grafana/ui';
import React, { useCallback } from 'react';
import { autocuraClient, troubleWords, usePolled } from '../api';
import { OutcomeMark, PhaseMark } from '../parts/marks';
import { Moment } from '../parts/Moment';
import { paths } from '../paths';
import { useWords } from '../useWords';

export interface IncidentSummaryProps {
  id: string;
}

/** What an incident is, where it stands, its likely cause, and what was last done. */
export function IncidentSummary({ id }: IncidentSummaryProps) {
  const words = useWords();
  const { labels, standings, failureModes } = words;
  const [polled] = usePolled(useCallback(() => autocuraClient().incident(id), [id]));
  if (polled.state === 'loading') return <Text color="secondary">{labels.loading}</Text>;
  if (polled.state === 'failed') return <Text color="error">{troubleWords(words, polled.trouble).title}</Text>;
  const { incident } = polled.value;
  const [cause] = incident.diagnosis?.hypotheses ?? [];
  const last = incident.attempts.at(-1);
  return (
    <Stack direction="column" gap={0.5}>
      <Stack wrap="wrap" alignItems="center">
        <TextLink href={paths.incident(id)}>{incident.title}</TextLink>
        <PhaseMark {...incident} />
      </Stack>
      <Text color="secondary">
        {incident.service} · <Moment iso={incident.startedAt} />
      </Text>
      <Text>
        {cause
          ? `${standings[cause.standing] ?? cause.standing}: ${failureModes[cause.failureMode] ?? cause.failureMode} (${cause.service})`
          : labels.notDiagnosed}
      </Text>
      {last && (
        <Stack wrap="wrap" alignItems="center">
          <Text>{`${last.step.action} · ${last.step.target}`}</Text>
          <OutcomeMark of={last} />
        </Stack>
      )}
    </Stack>
  );
}
