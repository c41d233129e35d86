import { Stack, Text } from '@grafana/ui';
import React, { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { useRights } from '../../api/useRights';
import { ActionTable } from '../../parts/ActionTable';
import { IncidentTable } from '../../parts/IncidentTable';
import { HealthMark } from '../../parts/marks';
import { Moment } from '../../parts/Moment';
import { Answer, Empty } from '../../parts/Notices';
import { OneObjective } from '../../parts/OneObjective';
import { Page } from '../../parts/Page';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { Autonomy } from './Autonomy';
import { HealthChanges } from './HealthChanges';
import { Latest } from './Latest';
import { Outlook } from './Outlook';
import { Predictions } from './Predictions';
import { Problems } from './Problems';

async function storyOf(name: string) {
  const client = autocuraClient();
  const [story, history, autonomy, problems, slos] = await Promise.all([
    client.service(name),
    client.history({ service: name, limit: 20 }),
    client.autonomy(name),
    client.problems(name),
    client.slos(name),
  ]);
  return { ...story, history: history.items, autonomy: autonomy.items, problems: problems.items, slos: slos.items };
}

/** One service: how it measures, how that changed, and what was done for it. */
export function Service() {
  const { name = '' } = useParams();
  const { labels, screens } = useWords();
  const [service, refresh] = usePolled(useCallback(() => storyOf(name), [name]));
  const { pending, refused, act } = useAction(refresh);
  const why = useRights();
  return (
    <Page name="Service" title={name} url={paths.service(name)} parent={{ text: labels.services, url: paths.services }}>
      <Answer of={service} missing={labels.serviceUnknown}>
        {({ health, changes, incidents, history, autonomy, problems, slos, predictions, trackRecord }, stale) => (
          <>
            <Stack direction="column" gap={1}>
              <div>
                <HealthMark state={health.state} stale={stale} />
              </div>
              {health.reasons.map(({ says }) => (
                <Text key={says} element="p">
                  {says}
                </Text>
              ))}
              <Text variant="bodySmall" color="secondary">
                {health.dataAt === undefined ? (
                  labels.neverMeasured
                ) : (
                  <>
                    {labels.dataAt} <Moment iso={health.dataAt} />
                  </>
                )}
              </Text>
            </Stack>
            {health.signals.length > 0 && <Latest signals={health.signals} />}
            {slos.length > 0 && (
              <Section title={screens.objectives.title}>
                <PlainList>
                  {slos.map(slo => (
                    <OneObjective key={slo.objective} slo={slo} heading="h3" />
                  ))}
                </PlainList>
              </Section>
            )}
            <Predictions predictions={predictions} records={trackRecord} />
            <Outlook service={name} />
            <Problems
              problems={problems}
              pending={pending}
              refused={refused}
              not={why('autocura.problem.acknowledge')}
              acknowledge={({ failureMode }, note) =>
                void act(() => autocuraClient().acknowledgeProblem(name, failureMode, note || undefined))
              }
            />
            <Section title={labels.incidents}>
              {incidents.length === 0 ? <Empty title={labels.noIncidents} /> : <IncidentTable incidents={incidents} />}
            </Section>
            <Section title={labels.history}>
              <ActionTable rows={history} />
            </Section>
            <Autonomy autonomy={autonomy} />
            <HealthChanges changes={changes} />
          </>
        )}
      </Answer>
    </Page>
  );
}
