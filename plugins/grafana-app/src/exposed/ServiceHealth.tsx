import { Text, TextLink } from '@grafana/ui';
import React, { useCallback } from 'react';
import { autocuraClient, troubleWords, usePolled } from '../api';
import { Mark } from '../parts/Mark';
import { HealthMark } from '../parts/marks';
import { paths } from '../paths';
import { useWords } from '../useWords';

export interface ServiceHealthProps {
  service: string;
}

/** The state of a service as a badge that leads to its page, with the reasons where one points at it. */
export function ServiceHealth({ service }: ServiceHealthProps) {
  const words = useWords();
  const [polled] = usePolled(
    useCallback(() => autocuraClient().service(service), [service]),
    10_000,
  );
  if (polled.state === 'loading') return <Mark>{words.labels.loading}</Mark>;
  if (polled.state === 'failed') return <Text color="error">{troubleWords(words, polled.trouble).title}</Text>;
  const { state, reasons } = polled.value.health;
  const says = reasons.map(reason => reason.says).join('; ');
  return (
    <TextLink
      href={paths.service(service)}
      color="primary"
      title={says}
      aria-label={`${service}: ${words.health[state]}`}
    >
      <HealthMark state={state} stale={polled.trouble !== undefined} />
    </TextLink>
  );
}
