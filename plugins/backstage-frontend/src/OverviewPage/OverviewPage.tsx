import type { AutocuraClient, Incident, Phase } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Alert, Flex, Link } from '@backstage/ui';
import { useCallback } from 'react';
import { autocuraApiRef } from '../api';
import { ActionList } from '../Healing/ActionList';
import { Degraded, Loading, Stale, Trouble, Unheard, Unmended } from '../parts/Notices';
import { PageBody } from '../parts/PageBody';
import { Section } from '../parts/Section';
import { usePaths } from '../paths';
import { useAction } from '../polling/useAction';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { BrakeBar } from './BrakeBar';
import { IncidentTable } from './IncidentTable';
import { ServicesSection } from './ServicesSection';

async function overviewOf(client: AutocuraClient) {
  const [services, open, ended, sources, problems, brake, dependencies] = await Promise.all([
    client.services(),
    client.incidents({ open: true, limit: 50 }),
    client.incidents({ open: false, limit: 20 }),
    client.sources(),
    client.problems(),
    client.brake(),
    client.dependencies(),
  ]);
  return {
    services: services.items,
    open: open.items,
    ended: ended.items,
    sources: sources.items,
    problems: problems.items,
    brake,
    dependencies: dependencies.items,
  };
}

/** What is broken now, how the services are, what was broken, and what was done about it. */
export function OverviewPage() {
  const client = useApi(autocuraApiRef);
  const { labels, screens } = useWords();
  const paths = usePaths();
  const [overview, refresh] = usePolled(useCallback(() => overviewOf(client), [client]));
  const { pending, refused, act } = useAction(refresh);

  if (overview.state === 'failed') {
    return (
      <PageBody>
        <Trouble error={overview.error} />
      </PageBody>
    );
  }
  const known = overview.state === 'known' ? { ...overview.value, stale: overview.stale } : undefined;
  return (
    <PageBody>
      <Stale of={overview} />
      {known && (
        <BrakeBar
          brake={known.brake}
          pending={pending}
          pull={reason => act(() => client.pullBrake(reason))}
          release={reason => act(() => client.releaseBrake(reason))}
        />
      )}
      {refused && <Alert status="danger" icon title={labels.refused} description={refused} />}
      {known && <Degraded dependencies={known.dependencies} />}
      {known && <Unheard sources={known.sources} />}
      {known && <Open incidents={known.open} />}
      {known && <Unmended problems={known.problems} />}
      <ServicesSection known={known} />
      {known ? (
        <Ended {...known} />
      ) : (
        <Section title={labels.incidents}>
          <Loading />
        </Section>
      )}
      <Flex gap="4" style={{ flexWrap: 'wrap' }}>
        <Link href={paths.shadow}>{labels.shadow} →</Link>
        <Link href={paths.secondFactor}>{screens.secondFactor.title} →</Link>
      </Flex>
      <ActionList services={(known?.services ?? []).map(({ service }) => service).sort()} />
    </PageBody>
  );
}

const forPeople: Phase[] = ['proposed', 'escalated'];
const atWork: Phase[] = ['planned', 'acting', 'verifying', 'undoing'];

/** What a person has to see to comes first, then what is being healed, then the rest. */
function Open({ incidents }: { incidents: Incident[] }) {
  const { labels } = useWords();
  const parts = [
    { title: labels.needsPerson, of: incidents.filter(({ phase }) => forPeople.includes(phase)) },
    { title: labels.beingHealed, of: incidents.filter(({ phase }) => atWork.includes(phase)) },
    {
      title: labels.openIncidents,
      of: incidents.filter(({ phase }) => !forPeople.includes(phase) && !atWork.includes(phase)),
    },
  ];
  return (
    <>
      {parts
        .filter(({ of }) => of.length > 0)
        .map(({ title, of }) => (
          <Section key={title} title={title}>
            <IncidentTable incidents={of} />
          </Section>
        ))}
    </>
  );
}

function Ended({ open, ended }: { open: Incident[]; ended: Incident[] }) {
  const { labels } = useWords();
  if (open.length > 0 && ended.length === 0) return null;
  return (
    <Section title={ended.length > 0 ? labels.endedIncidents : labels.incidents}>
      <IncidentTable incidents={ended} />
    </Section>
  );
}
