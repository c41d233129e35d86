import { Alert, LoadingPlaceholder, Stack, Text, TextLink } from '@grafana/ui';
import React from 'react';
import { Navigate } from 'react-router-dom';
import { autocuraClient, troubleWords, usePolled } from '../../api';
import { incidentOf } from '../../diagnose/matching';
import { paths } from '../../paths';
import { currentWords } from '../../texts';
import { IncidentLinks } from './IncidentLinks';

const load = async () => {
  const [open, ended] = await Promise.all([
    autocuraClient().incidents({ open: true, limit: 200 }),
    autocuraClient().incidents({ open: false, limit: 20 }),
  ]);
  return { open: open.items, ended: ended.items };
};

/** Goes to the incident of an alert; until there is one, it says what there is. */
export function OfAlert({ labels }: { labels: Record<string, string> }) {
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
  const { open, ended } = polled.value;
  const found = incidentOf(labels, open) ?? incidentOf(labels, ended);
  if (found) return <Navigate replace to={paths.incident(found.id)} />;
  const service = labels.service ?? labels.service_name;
  const near = open.filter(({ services }) => Object.values(labels).some(value => services.includes(value)));
  return (
    <Stack direction="column" gap={2}>
      <Alert severity="info" title={texts.diagnose.notYet}>
        {texts.diagnose.notYetSays}
      </Alert>
      <Text color="secondary">
        {Object.entries(labels)
          .map(([name, value]) => `${name}=${value}`)
          .join(', ')}
      </Text>
      {service !== undefined && (
        <TextLink href={paths.service(service)}>{`${words.labels.service} ${service}`}</TextLink>
      )}
      {near.length > 0 && <IncidentLinks title={words.labels.openIncidents} incidents={near} />}
    </Stack>
  );
}
