import { person, typedCode, type Brake, type Hold } from '@autocura/common';
import { Alert, Stack, Text } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { autocuraClient, usePolled } from '../../api';
import { useRights } from '../../api/useRights';
import { AskDialog } from '../../parts/AskDialog';
import { CodeField } from '../../parts/CodeField';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { Answer, Refused } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

const load = () => autocuraClient().brake();

/** Whether anything may be changed, who holds the brake, and the ways to pull it and to let go. */
export function Brakes() {
  const { labels } = useWords();
  const why = useRights();
  const [brake, refresh] = usePolled(load);
  const { pending, refused, act } = useAction(refresh);
  const [code, setCode] = useState('');
  return (
    <Page
      name="Brakes"
      title={t('brakes.title', 'Brake')}
      url={paths.brakes}
      says={t('brakes.says', 'While anybody holds it, Autocura changes nothing.')}
    >
      <Refused why={refused} />
      <Answer of={brake}>
        {({ holds }) => (
          <>
            <State brake={{ holds }} />
            <Stack direction="column" gap={1} alignItems="flex-start">
              <AskDialog
                ask={labels.pullBrake}
                says={labels.pullBrakeSays}
                label={labels.reason}
                variant="destructive"
                pending={pending}
                not={why('autocura.brake.pull')}
                give={reason => void act(() => autocuraClient().pullBrake(reason))}
              />
              {holds.some(isOurs) && (
                <AskDialog
                  ask={labels.releaseBrake}
                  says={labels.releaseBrakeSays}
                  label={labels.reason}
                  pending={pending}
                  not={why('autocura.brake.release')}
                  give={reason => {
                    void act(() => autocuraClient().releaseBrake(reason, typedCode(code)));
                    setCode('');
                  }}
                >
                  <CodeField act="brake-release" code={code} change={setCode} />
                </AskDialog>
              )}
            </Stack>
          </>
        )}
      </Answer>
    </Page>
  );
}

/** A file and the configuration let go where they are. */
const isOurs = ({ by }: Hold) => by.includes(':');

function State({ brake: { holds } }: { brake: Brake }) {
  const { labels } = useWords();
  if (holds.length === 0)
    return (
      <div>
        <Mark tone="success">{t('brakes.off', 'Off: nobody holds the brake')}</Mark>
      </div>
    );
  return (
    <>
      <Alert severity="error" title={labels.brakeOn} bottomSpacing={0} />
      <Section title={t('brakes.holders', 'Who holds it')} framed>
        <PlainList>
          {holds.map(hold => (
            <Holder key={`${hold.by} ${hold.since}`} hold={hold} />
          ))}
        </PlainList>
      </Section>
    </>
  );
}

function Holder({ hold }: { hold: Hold }) {
  const { by, reason, since } = hold;
  return (
    <Stack direction="column" gap={0.25}>
      <Text>{reason}</Text>
      <Text variant="bodySmall" color="secondary">
        {person(by)}
        {since !== undefined && ' · '}
        {since !== undefined && <Moment iso={since} />}
        {!isOurs(hold) && ` · ${t('brakes.elsewhere', 'is let go where it is set, not here')}`}
      </Text>
    </Stack>
  );
}
