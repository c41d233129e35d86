import { useApi } from '@backstage/core-plugin-api';
import { Alert, Flex, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { autocuraApiRef } from '../api';
import { Empty, Loading, Stale, Trouble } from '../parts/Notices';
import { PageBody } from '../parts/PageBody';
import { Section } from '../parts/Section';
import { useAction } from '../polling/useAction';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { Episodes } from './Episodes';
import { Figures } from './Figures';

const periods = ['7', '30', '90'];
const dayMs = 24 * 3_600_000;
/** All that happened in the period is read for it. */
const everyMs = 60_000;

/** What Autocura named and would have done, beside what people did, and a way to say what that would have been. */
export function ShadowPage() {
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const [days, setDays] = useState('30');
  const load = useCallback(() => {
    const now = Date.now();
    const from = new Date(now - Number(days) * dayMs).toISOString();
    return client.shadow({ from, to: new Date(now).toISOString() });
  }, [client, days]);
  const [report, refresh] = usePolled(load, everyMs);
  const { pending, refused, act } = useAction(refresh);
  return (
    <PageBody back>
      <Flex direction="column" gap="2">
        <Text as="h1" variant="title-small" weight="bold" style={{ margin: 0 }}>
          {labels.shadow}
        </Text>
        <Text color="secondary">{labels.shadowSays}</Text>
        <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
          <Text>{labels.lastDays}</Text>
          <ToggleButtonGroup
            aria-label={labels.lastDays}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[days]}
            onSelectionChange={keys => setDays(String([...keys][0]))}
          >
            {periods.map(one => (
              <ToggleButton key={one} id={one}>
                {one}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </Flex>
      </Flex>
      <Stale of={report} />
      {refused && <Alert status="danger" icon title={labels.refused} description={refused} />}
      {report.state === 'failed' && <Trouble error={report.error} />}
      {report.state === 'loading' && <Loading height={240} />}
      {report.state === 'known' && report.value.episodes.length === 0 && (
        <Empty title={labels.noShadow} hint={labels.noShadowHint} />
      )}
      {report.state === 'known' && report.value.episodes.length > 0 && (
        <>
          <Figures report={report.value} />
          <Section title={labels.episodes}>
            <Episodes
              episodes={report.value.episodes}
              pending={pending}
              mark={(id, digest, mark) => act(() => client.mark(id, digest, mark))}
            />
            {report.value.left > 0 && (
              <Text color="secondary">
                {labels.andMore}: {report.value.left}
              </Text>
            )}
          </Section>
        </>
      )}
    </PageBody>
  );
}
