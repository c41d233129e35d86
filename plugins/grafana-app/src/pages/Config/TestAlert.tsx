import { AutocuraError, person, type AlertTest } from '@autocura/common';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { autocuraClient } from '../../api';
import { Moment } from '../../parts/Moment';
import { Section } from '../../parts/Section';
import { sendTestAlert } from './contactPoint';
import { plain } from '../../plain';

type State =
  | { state: 'idle' | 'sending' }
  | { state: 'sent'; through: string }
  | { state: 'arrived'; through: string; test: AlertTest }
  | { state: 'failed'; why: string };

const lookMs = 1_000;

/** Proves the way of an alert: from Grafana's alerting through its contact point to the backend and back to here. */
export function TestAlert({ patienceMs = 30_000 }: { patienceMs?: number }) {
  const [now, setNow] = useState<State>({ state: 'idle' });
  const busy = now.state === 'sending' || now.state === 'sent';
  const test = async () => {
    const id = `test-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
    setNow({ state: 'sending' });
    try {
      const through = await sendTestAlert(id);
      setNow({ state: 'sent', through });
      setNow({ state: 'arrived', through, test: await arrivalOf(id, patienceMs) });
    } catch (error) {
      setNow({ state: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Section title={t('config.test', 'Send a test alert')} framed>
      <Text element="p">
        {t(
          'config.testSays',
          'Grafana sends it through its contact point, the backend takes it and tells when it came in. It opens no incident.',
        )}
      </Text>
      <div>
        <Button variant="secondary" icon="bell" disabled={busy} onClick={() => void test()}>
          {t('config.test', 'Send a test alert')}
        </Button>
      </div>
      <div role="status">
        <Progress now={now} />
      </div>
    </Section>
  );
}

function Progress({ now }: { now: State }) {
  switch (now.state) {
    case 'idle':
      return null;
    case 'sending':
      return <Text color="secondary">{t('config.sending', 'Grafana is asked to send it…')}</Text>;
    case 'sent':
      return (
        <Text color="secondary">
          {t('config.sent', 'Sent through “{{through}}”. Waiting until it comes in…', {
            ...plain,
            through: now.through,
          })}
        </Text>
      );
    case 'arrived':
      return (
        <Alert
          severity="success"
          bottomSpacing={0}
          title={t('config.arrived', 'It came in: the way of alerts is open.')}
        >
          <Stack direction="column" gap={0.5}>
            <Text>
              {t('config.sentThrough', 'Sent through the contact point “{{through}}”', {
                ...plain,
                through: now.through,
              })}
            </Text>
            <span>
              {t('config.receivedFrom', 'Taken by the backend as {{actor}}', {
                ...plain,
                actor: person(now.test.actor),
              })}
              , <Moment iso={now.test.receivedAt} as="clock" />
            </span>
          </Stack>
        </Alert>
      );
    case 'failed':
      return (
        <Alert severity="error" bottomSpacing={0} title={t('config.notArrived', 'It did not come in.')}>
          {now.why}
        </Alert>
      );
  }
}

/** Looks for a test alert until it came in. Throws when it did not within that time. */
async function arrivalOf(id: string, patienceMs: number): Promise<AlertTest> {
  for (const end = Date.now() + patienceMs; ;) {
    try {
      return await autocuraClient().alertTest(id);
    } catch (error) {
      const isComing = error instanceof AutocuraError && error.status === 404;
      if (!isComing) throw error;
      if (Date.now() > end) {
        throw new Error(
          t(
            'config.lost',
            'Grafana sent it, and the backend has not seen it. Look at the URL and the secret of the contact point.',
          ),
          { cause: error },
        );
      }
      await new Promise(resolve => setTimeout(resolve, lookMs));
    }
  }
}
