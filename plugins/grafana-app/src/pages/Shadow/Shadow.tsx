import { RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useCallback, useState } from 'react';
import { autocuraClient, usePolled } from '../../api';
import { useRights } from '../../api/useRights';
import { Answer, Empty, Refused } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { Section } from '../../parts/Section';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { Episodes } from './Episodes';
import { Figures } from './Figures';

const dayMs = 24 * 3_600_000;
/** All that happened in the period is read for it. */
const everyMs = 60_000;

/** The last days, up to now. */
export function lastDays(days: number) {
  const now = Date.now();
  return { from: new Date(now - days * dayMs).toISOString(), to: new Date(now).toISOString() };
}

/** What Autocura named and would have done, beside what people did, and a way to say what that would have been. */
export function Shadow() {
  const { labels } = useWords();
  const [days, setDays] = useState(30);
  const [report, refresh] = usePolled(
    useCallback(() => autocuraClient().shadow(lastDays(days)), [days]),
    everyMs,
  );
  const { pending, refused, act } = useAction(refresh);
  const why = useRights();
  return (
    <Page name="Shadow" title={labels.shadow} url={paths.shadow} says={labels.shadowSays}>
      <Stack alignItems="center">
        <Text>{labels.lastDays}</Text>
        <RadioButtonGroup
          aria-label={labels.lastDays}
          value={days}
          options={[7, 30, 90].map(value => ({ value, label: String(value) }))}
          onChange={setDays}
        />
      </Stack>
      <Refused why={refused} />
      <Answer of={report}>
        {value =>
          value.episodes.length === 0 ? (
            <Empty title={labels.noShadow} hint={labels.noShadowHint} />
          ) : (
            <>
              <Figures report={value} />
              <Section title={labels.episodes}>
                <Episodes
                  episodes={value.episodes}
                  pending={pending}
                  not={why('autocura.incident.feedback')}
                  mark={(id, digest, mark) => void act(() => autocuraClient().mark(id, digest, mark))}
                />
                {value.left > 0 && (
                  <Text color="secondary">
                    {labels.andMore}: {value.left}
                  </Text>
                )}
              </Section>
            </>
          )
        }
      </Answer>
    </Page>
  );
}
