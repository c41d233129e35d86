import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { autocuraClient, usePolled } from '../../api';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { Answer } from '../../parts/Notices';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';

const load = () => autocuraClient().onCall();

/** Who is called now by each schedule, why it is them, and when somebody else takes over. */
export function OnCallNow() {
  const {
    screens: { notices: words },
  } = useWords();
  const [onCall] = usePolled(load, 30_000);
  return (
    <Section title={words.onCall} framed>
      <Answer of={onCall}>
        {({ items }) =>
          items.length === 0 ? (
            <Text color="secondary">{words.noSchedule}</Text>
          ) : (
            <PlainList>
              {items.map(({ schedule, person: who, why, until }) => (
                <Stack key={schedule} direction="column" gap={0.25}>
                  <Stack alignItems="center" wrap="wrap">
                    <Text weight="medium">{schedule}</Text>
                    {who === undefined ? <Mark tone="warning">{words.nobody}</Mark> : <Text>{who}</Text>}
                  </Stack>
                  <Text variant="bodySmall" color="secondary">
                    {why}
                    {until !== undefined && (
                      <>
                        {' · '}
                        {words.handover} <Moment iso={until} as="clock" />
                      </>
                    )}
                  </Text>
                </Stack>
              ))}
            </PlainList>
          )
        }
      </Answer>
    </Section>
  );
}
