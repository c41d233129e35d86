import type { ReplayQuery, ReplayReport } from '@autocura/common';
import { Button, Field, RadioButtonGroup, Stack, Text, TextArea } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { autocuraClient } from '../../api';
import { useRights } from '../../api/useRights';
import { ActButton } from '../../parts/ActButton';
import { Empty, Refused } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { Section } from '../../parts/Section';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { InForce } from './InForce';
import { Replayed } from './Replayed';

const dayMs = 24 * 3_600_000;
const done = async () => undefined;

/** What a healing policy would have made of what was recorded, beside what really happened. */
export function Policies() {
  const { labels } = useWords();
  const why = useRights();
  const [days, setDays] = useState(7);
  const [policy, setPolicy] = useState('');
  const [report, setReport] = useState<ReplayReport>();
  const { pending, refused, act } = useAction(done);
  const replay = () =>
    act(async () => {
      setReport(undefined);
      const to = Date.now();
      const query: ReplayQuery = {
        from: new Date(to - days * dayMs).toISOString(),
        to: new Date(to).toISOString(),
        ...(policy.trim() !== '' && { policy }),
      };
      setReport(await autocuraClient().replay(query));
    });
  return (
    <Page
      name="Policies"
      title={t('policies.title', 'Healing policies')}
      url={paths.policies}
      says={t(
        'policies.says',
        'What may be done by itself, and what another policy would have made of what was recorded.',
      )}
    >
      <InForce />
      <Section title={t('policies.try', 'Try a policy')} framed>
        <Text color="secondary">
          {t('policies.trySays', 'Try a policy on what was recorded before you trust it. Nothing is touched.')}
        </Text>
        <Stack direction="column" gap={2}>
          <Field
            label={t('policies.policy', 'Healing policy, as YAML')}
            description={t('policies.policySays', 'Left empty, the one that is in force is replayed.')}
            noMargin
          >
            <TextArea
              id="autocura-policy"
              rows={10}
              value={policy}
              spellCheck={false}
              style={{ fontFamily: 'monospace' }}
              placeholder={'- name: restarts are cheap\n  match:\n    action: [restart]\n  mode: auto'}
              onChange={({ currentTarget }) => setPolicy(currentTarget.value)}
            />
          </Field>
          <Stack alignItems="center" wrap="wrap" gap={2}>
            <Text>{labels.lastDays}</Text>
            <RadioButtonGroup
              aria-label={labels.lastDays}
              value={days}
              options={[1, 7, 30, 90].map(value => ({ value, label: String(value) }))}
              onChange={setDays}
            />
            <ActButton variant="primary" pending={pending} not={why('autocura.replay.run')} act={() => void replay()}>
              {t('policies.replay', 'Replay')}
            </ActButton>
            {policy !== '' && (
              <Button variant="secondary" fill="outline" onClick={() => setPolicy('')}>
                {t('policies.clear', 'Use the one in force')}
              </Button>
            )}
          </Stack>
        </Stack>
      </Section>
      <Refused why={refused} />
      {pending && <Text role="status">{t('policies.replaying', 'Replaying what was recorded…')}</Text>}
      {report && report.counts.episodes === 0 && <Empty title={labels.noShadow} />}
      {report && report.counts.episodes > 0 && <Replayed report={report} />}
    </Page>
  );
}
