import { hasEnded } from '@autocura/common';
import { Alert, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import React from 'react';
import { autocuraClient, troubleWords, usePolled } from '../../api';
import { servicesIn } from '../../diagnose/matching';
import { ServiceHealth } from '../../exposed/ServiceHealth';
import { currentWords } from '../../texts';
import { IncidentLinks } from './IncidentLinks';

const load = async () => {
  const [services, incidents] = await Promise.all([
    autocuraClient().services(),
    autocuraClient().incidents({ limit: 200 }),
  ]);
  return { services: services.items.map(({ service }) => service), incidents: incidents.items };
};

/** What is known of the services that some queries name. */
export function OfQueries({ queries }: { queries: string[] }) {
  const { words, texts } = currentWords();
  const [polled] = usePolled(load);
  if (polled.state === 'loading') return <LoadingPlaceholder text={words.labels.loading} />;
  if (polled.state === 'failed') {
    const { title, told } = troubleWords(words, polled.trouble);
    return (
      <Alert severity="error" title={title}>
        {told}
      </Alert>
    );
  }
  const named = servicesIn(queries, polled.value.services);
  const open = polled.value.incidents.filter(incident => !hasEnded(incident));
  return (
    <Stack direction="column" gap={3}>
      {named.length === 0 && (
        <Alert severity="info" title={texts.diagnose.noService}>
          {texts.diagnose.noServiceSays}
        </Alert>
      )}
      {named.map(service => {
        const about = polled.value.incidents.filter(incident => incident.services.includes(service)).slice(0, 10);
        return (
          <Stack key={service} direction="column" gap={1}>
            <Stack alignItems="center">
              <Text element="h3">{service}</Text>
              <ServiceHealth service={service} />
            </Stack>
            {about.length > 0 ? (
              <IncidentLinks title={words.labels.incidents} incidents={about} />
            ) : (
              <Text color="secondary">{words.labels.noIncidents}</Text>
            )}
          </Stack>
        );
      })}
      {named.length === 0 && open.length > 0 && (
        <IncidentLinks title={words.labels.openIncidents} incidents={open.slice(0, 10)} />
      )}
    </Stack>
  );
}
