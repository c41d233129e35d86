import { quantity, signals, type ServiceHealth, type SignalName, type Words, healthTones } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { autocuraApiRef } from '../api';
import { ActionTable } from '../OverviewPage/ActionTable';
import { IncidentTable } from '../OverviewPage/IncidentTable';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Loading, Stale, Trouble } from '../parts/Notices';
import { PageBody } from '../parts/PageBody';
import { Panel, Section } from '../parts/Section';
import { useAction } from '../polling/useAction';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { AutonomyPanel } from './AutonomyPanel';
import { HealthChanges } from './HealthChanges';
import { ProblemsPanel } from './ProblemsPanel';

/** One service: how it measures, how that changed, and what was done for it. */
export function ServicePage() {
  const { name = '' } = useParams();
  const client = useApi(autocuraApiRef);
  const words = useWords();
  const { labels } = words;
  const load = useCallback(async () => {
    const [story, history, autonomy, problems] = await Promise.all([
      client.service(name),
      client.history({ service: name, limit: 20 }),
      client.autonomy(name),
      client.problems(name),
    ]);
    return { ...story, history: history.items, autonomy: autonomy.items, problems: problems.items };
  }, [client, name]);
  const [service, reload] = usePolled(load);
  const { pending, refused, act } = useAction(reload);

  if (service.state !== 'known') {
    return (
      <PageBody back>
        {service.state === 'failed' ? <Trouble error={service.error} missing={labels.serviceUnknown} /> : <Loading />}
      </PageBody>
    );
  }
  const { health, changes, incidents, history, autonomy, problems } = service.value;
  return (
    <PageBody back>
      <Stale of={service} />
      <Flex direction="column" gap="2">
        <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
          <Text as="h1" variant="title-small" weight="bold">
            {health.service}
          </Text>
          <Mark tone={service.stale ? 'neutral' : healthTones[health.state]}>{words.health[health.state]}</Mark>
        </Flex>
        {health.reasons.map(({ says }) => (
          <Text key={says} style={{ overflowWrap: 'anywhere' }}>
            {says}
          </Text>
        ))}
        <Text variant="body-small" color="secondary">
          {health.dataAt ? (
            <>
              {labels.dataAt} <Moment iso={health.dataAt} />
            </>
          ) : (
            labels.neverMeasured
          )}
        </Text>
      </Flex>
      {health.signals.length > 0 && (
        <Panel title={labels.latest}>
          <Latest health={health} words={words} />
        </Panel>
      )}
      <ProblemsPanel
        problems={problems}
        pending={pending}
        refused={refused}
        acknowledge={({ failureMode }) => void act(() => client.acknowledgeProblem(name, failureMode))}
      />
      <Section title={labels.incidents}>
        <IncidentTable incidents={incidents} />
      </Section>
      <Section title={labels.history}>
        <ActionTable rows={history} />
      </Section>
      <AutonomyPanel autonomy={autonomy} />
      <Panel title={labels.changes}>
        <HealthChanges changes={changes} />
      </Panel>
    </PageBody>
  );
}

const isSignal = (name: string): name is SignalName => name in signals;

function Latest({ health, words }: { health: ServiceHealth; words: Words }) {
  return (
    <dl
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
        gap: 'var(--bui-space-4)',
        margin: 0,
      }}
    >
      {health.signals.map(({ signal, value, unit, normal }) => (
        <div key={signal}>
          <dt>
            <Text variant="body-small" color="secondary">
              {isSignal(signal) ? words.signals[signal] : signal}
            </Text>
          </dt>
          <dd style={{ margin: 0 }}>
            <Text variant="title-x-small" weight="bold">
              {quantity(value, unit, words.language)}
            </Text>
            {normal !== undefined && (
              <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
                {words.labels.normally} {quantity(normal, unit, words.language)}
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
