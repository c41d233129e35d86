import { Badge, type BadgeColor, TextLink } from '@grafana/ui';
import React, { useCallback } from 'react';
import { autocuraClient, troubleWords, usePolled } from '../api';
import { paths } from '../paths';
import { currentWords } from '../texts';

export interface ServiceHealthProps {
  service: string;
}

const colors: Record<string, BadgeColor> = { ok: 'green', warning: 'orange', critical: 'red' };

/** The state of a service as a badge that leads to its page. */
export function ServiceHealth({ service }: ServiceHealthProps) {
  const { words } = currentWords();
  const load = useCallback(() => autocuraClient().service(service), [service]);
  const [polled] = usePolled(load, 10_000);
  if (polled.state === 'loading') return <Badge color="darkgrey" text={words.labels.loading} />;
  if (polled.state === 'failed') return <Badge color="darkgrey" text={troubleWords(words, polled.trouble).title} />;
  const { state } = polled.value.health;
  return (
    <TextLink href={paths.service(service)} color="primary">
      <Badge color={colors[state] ?? 'darkgrey'} text={words.health[state] ?? state} />
    </TextLink>
  );
}
