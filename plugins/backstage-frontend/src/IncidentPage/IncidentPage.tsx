import type { Feedback } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Alert, Grid, Flex } from '@backstage/ui';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { autocuraApiRef } from '../api';
import { Loading, Stale, Trouble } from '../parts/Notices';
import { PageBody } from '../parts/PageBody';
import { useAction } from '../polling/useAction';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { Alerts } from './Alerts';
import { Attempts } from './Attempts';
import { Blame } from './Blame';
import { Causes } from './Causes';
import { Headline } from './Headline';
import { OtherOutage } from './OtherOutage';
import { PeopleDid } from './PeopleDid';
import { PlanPanel } from './PlanPanel';
import { Timeline } from './Timeline';

/** The story of one incident, and what a person can say to it. */
export function IncidentPage() {
  const { id = '' } = useParams();
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const [story, refresh] = usePolled(useCallback(() => client.incident(id), [client, id]));
  const { pending, refused, act } = useAction(refresh);

  if (story.state !== 'known') {
    return (
      <PageBody back>{story.state === 'failed' ? <Trouble error={story.error} /> : <Loading height={240} />}</PageBody>
    );
  }
  const { incident, timeline } = story.value;
  const answer = (feedback: Feedback) => act(() => client.feedback(id, feedback));
  return (
    <PageBody back>
      <Stale of={story} />
      <Headline incident={incident} />
      {refused && <Alert status="danger" icon title={labels.refused} description={refused} />}
      <Grid.Root columns={{ initial: '1', md: '12' }} gap="4">
        <Grid.Item colSpan={{ initial: '1', md: '8' }} style={{ minWidth: 0 }}>
          <Flex direction="column" gap="4">
            <PlanPanel
              incident={incident}
              pending={pending}
              approve={(digest, code) => act(() => client.approve(id, digest, code))}
              reject={digest => act(() => client.reject(id, digest))}
              mark={(digest, mark) => act(() => client.mark(id, digest, mark))}
            />
            <PeopleDid incident={incident} pending={pending} tell={told => act(() => client.tellAct(id, told))} />
            <Causes incident={incident} pending={pending} answer={answer} />
            <Blame incident={incident} />
            <Attempts
              incident={incident}
              timeline={timeline}
              pending={pending}
              undo={key => act(() => client.undo(id, key))}
            />
          </Flex>
        </Grid.Item>
        <Grid.Item colSpan={{ initial: '1', md: '4' }} style={{ minWidth: 0 }}>
          <Flex direction="column" gap="4">
            <Timeline events={timeline} />
            <Alerts
              alerts={incident.alerts}
              aside={
                <OtherOutage
                  incident={incident}
                  pending={pending}
                  part={(keys, note) => act(() => client.splitIncident(id, keys, note))}
                />
              }
            />
          </Flex>
        </Grid.Item>
      </Grid.Root>
    </PageBody>
  );
}
