import type { AutocuraClient, Incident } from '@autocura/common';
import { LinkButton, TextLink } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import { autocuraClient, usePolled } from '../../api';
import { ActionTable } from '../../parts/ActionTable';
import { HealthTiles } from '../../parts/HealthTiles';
import { IncidentTable } from '../../parts/IncidentTable';
import { Answer, Empty } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { Section } from '../../parts/Section';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { BrakeNotice, DegradedNotice, PolicyNotice, ProblemNotice, UnheardNotice } from './notices';

async function overviewOf(client: AutocuraClient) {
  const [services, open, ended, history, sources, brake, policy, problems, dependencies] = await Promise.all([
    client.services(),
    client.incidents({ open: true, limit: 20 }),
    client.incidents({ open: false, limit: 10 }),
    client.history({ limit: 10 }),
    client.sources(),
    client.brake(),
    client.policy(),
    client.problems(),
    client.dependencies(),
  ]);
  return {
    services: services.items,
    open: open.items,
    moreOpen: open.next !== undefined,
    ended: ended.items,
    history: history.items,
    sources: sources.items,
    brake,
    policy,
    problems: problems.items,
    dependencies: dependencies.items,
  };
}

const load = () => overviewOf(autocuraClient());

/** What is broken now, how the services are, what was broken, and what was done about it. */
export function Overview() {
  const { labels } = useWords();
  const [overview] = usePolled(load);
  return (
    <Page
      name="Overview"
      title={labels.back}
      url={paths.overview}
      says={t('overview.says', 'What is broken, how the services are, and what was done about it.')}
      actions={
        <LinkButton variant="secondary" href={paths.brakes}>
          {labels.pullBrake}
        </LinkButton>
      }
    >
      <Answer of={overview}>
        {({ services, open, moreOpen, ended, history, sources, brake, policy, problems, dependencies }, stale) => (
          <>
            <BrakeNotice brake={brake} />
            <PolicyNotice policy={policy} />
            <DegradedNotice dependencies={dependencies} />
            <UnheardNotice sources={sources} />
            <ProblemNotice problems={problems} />
            {open.length > 0 && (
              <Section title={labels.openIncidents} aside={moreOpen && <AllIncidents />}>
                <IncidentTable incidents={open} />
              </Section>
            )}
            <Section title={labels.services}>
              {services.length === 0 ? (
                <Empty title={labels.noServices} hint={labels.noServicesHint} />
              ) : (
                <HealthTiles services={services} stale={stale} />
              )}
            </Section>
            <Ended open={open} ended={ended} />
            <Section title={labels.history} aside={history.length > 0 && <WholeHistory />}>
              <ActionTable rows={history} />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Ended({ open, ended }: { open: Incident[]; ended: Incident[] }) {
  const { labels } = useWords();
  if (ended.length > 0)
    return (
      <Section title={labels.endedIncidents} aside={<AllIncidents />}>
        <IncidentTable incidents={ended} />
      </Section>
    );
  if (open.length > 0) return null;
  return (
    <Section title={labels.incidents}>
      <Empty title={labels.noIncidents} hint={labels.noIncidentsHint} />
    </Section>
  );
}

const AllIncidents = () => (
  <TextLink href={paths.incidents} inline={false}>
    {t('overview.allIncidents', 'All incidents')}
  </TextLink>
);

const WholeHistory = () => (
  <TextLink href={paths.history} inline={false}>
    {t('overview.wholeHistory', 'The whole history')}
  </TextLink>
);
