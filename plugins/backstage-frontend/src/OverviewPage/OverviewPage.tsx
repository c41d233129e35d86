import type { AutocuraClient } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { autocuraApiRef } from '../api';
import { Loading, Stale, Trouble } from '../parts/Notices';
import { PageBody } from '../parts/PageBody';
import { Section } from '../parts/Section';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { ActionTable } from './ActionTable';
import { HealthTiles } from './HealthTiles';
import { IncidentTable } from './IncidentTable';

async function overviewOf(client: AutocuraClient) {
  const [services, open, ended, history] = await Promise.all([
    client.services(),
    client.incidents({ open: true, limit: 50 }),
    client.incidents({ open: false, limit: 20 }),
    client.history({ limit: 20 }),
  ]);
  return { services: services.items, incidents: [...open.items, ...ended.items], history: history.items };
}

/** How the services are, what is broken, and what was done about it. */
export function OverviewPage() {
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const [overview] = usePolled(useCallback(() => overviewOf(client), [client]));

  if (overview.state === 'failed') {
    return (
      <PageBody>
        <Trouble error={overview.error} />
      </PageBody>
    );
  }
  const known = overview.state === 'known' ? overview.value : undefined;
  return (
    <PageBody>
      <Stale of={[overview]} />
      <Section title={labels.services}>{known ? <HealthTiles services={known.services} /> : <Loading />}</Section>
      <Section title={labels.incidents}>{known ? <IncidentTable incidents={known.incidents} /> : <Loading />}</Section>
      <Section title={labels.history}>{known ? <ActionTable rows={known.history} /> : <Loading />}</Section>
    </PageBody>
  );
}
