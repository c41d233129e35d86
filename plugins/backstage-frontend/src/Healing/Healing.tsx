import { type AutocuraClient, healthTones, type ServiceHealth } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useCallback, type ReactNode } from 'react';
import { autocuraApiRef } from '../api';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Loading, Stale, Trouble } from '../parts/Notices';
import { Panel } from '../parts/Section';
import { useAction } from '../polling/useAction';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { ActionList } from './ActionList';
import { AutonomyPanel } from './AutonomyPanel';
import { Course } from './Course';
import { HealthChanges } from './HealthChanges';
import { IncidentList } from './IncidentList';
import { Latest } from './Latest';
import { NotDone } from './NotDone';
import { OutlookPanels } from './OutlookPanels';
import { PredictionsPanel } from './PredictionsPanel';
import { ProblemsPanel } from './ProblemsPanel';
import { Recurrences } from './Recurrences';

async function healingOf(client: AutocuraClient, name: string) {
  const [story, autonomy, problems, open] = await Promise.all([
    client.service(name),
    client.autonomy(name),
    client.problems(name),
    client.incidents({ service: name, open: true, limit: 50 }),
  ]);
  return { ...story, autonomy: autonomy.items, problems: problems.items, open: open.items };
}

/** One service: how it measures, what was wrong, what was done about it or not, and what may be done by itself. */
export function Healing({ service: name, heading }: { service: string; heading?: ReactNode }) {
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const [healing, reload] = usePolled(useCallback(() => healingOf(client, name), [client, name]));
  const { pending, refused, act } = useAction(reload);

  if (healing.state === 'loading') return <Loading height={240} />;
  if (healing.state === 'failed') return <Trouble error={healing.error} missing={labels.serviceUnknown} />;
  const { health, changes, autonomy, problems, open, predictions, trackRecord, recurrences } = healing.value;
  return (
    <Flex direction="column" gap="6">
      <Stale of={healing} />
      <State health={health} stale={healing.stale} heading={heading} />
      {health.signals.length > 0 && (
        <Panel title={labels.latest}>
          <Latest health={health} />
        </Panel>
      )}
      <PredictionsPanel predictions={predictions} records={trackRecord} />
      <OutlookPanels service={name} />
      <ProblemsPanel
        problems={problems}
        pending={pending}
        refused={refused}
        acknowledge={({ failureMode }) => void act(() => client.acknowledgeProblem(name, failureMode))}
      />
      <Recurrences of={recurrences} />
      <Course service={name} />
      <IncidentList service={name} />
      <NotDone incidents={open} />
      <ActionList service={name} actions={[...new Set(autonomy.map(({ action }) => action))].sort()} />
      <AutonomyPanel autonomy={autonomy} />
      <Panel title={labels.changes}>
        <HealthChanges changes={changes} />
      </Panel>
    </Flex>
  );
}

/** The measured state with every reason for it. */
function State({ health, stale, heading }: { health: ServiceHealth; stale: boolean; heading: ReactNode }) {
  const { labels, ...words } = useWords();
  return (
    <Flex direction="column" gap="2">
      <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
        {heading}
        <Mark tone={stale ? 'neutral' : healthTones[health.state]}>{words.health[health.state]}</Mark>
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
  );
}
