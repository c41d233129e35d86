import {
  decisionTones,
  type Incident,
  isIrreversible,
  person,
  type Plan,
  stepName,
  typedCode,
  type WouldBeMark,
} from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { ActButton } from '../../parts/ActButton';
import { AskDialog } from '../../parts/AskDialog';
import { CodeField } from '../../parts/CodeField';
import { Mark } from '../../parts/Mark';
import { MarkIt } from '../../parts/MarkIt';
import { Moment } from '../../parts/Moment';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';
import { Foretelling } from './Foretelling';

interface Answers {
  pending: boolean;
  /** Why one may not approve or reject, and why one may not mark. */
  notApprove: string | undefined;
  notMark: string | undefined;
  approve: (digest: string, code?: string) => void;
  reject: (digest: string, note?: string) => void;
  mark: (digest: string, mark: WouldBeMark['mark']) => void;
}

/** What is to be done or would be, what the guardrails say to it, and the two answers when a person is asked. */
export function PlanSection({ incident, ...answers }: Answers & { incident: Incident }) {
  const { labels, planned } = useWords();
  if (!('plan' in incident)) return null;
  const { plan } = incident;
  const isObserved = incident.phase === 'observed';
  return (
    <Section title={isObserved ? labels.wouldDo : labels.plan} framed>
      {isObserved && <Text color="secondary">{labels.wouldDoSays}</Text>}
      <Stack direction="column" gap={0.5}>
        <Text weight="medium">{planned(plan)}</Text>
        <Text variant="bodySmall" color="secondary">
          {stepName(plan.step)}
        </Text>
      </Stack>
      <Foretelling plan={plan} />
      <Verdicts plan={plan} />
      <People plan={plan} />
      {isObserved && (
        <MarkIt
          given={incident.marks?.filter(({ digest }) => digest === plan.digest).at(-1)}
          pending={answers.pending}
          not={answers.notMark}
          mark={said => answers.mark(plan.digest, said)}
        />
      )}
      {incident.phase === 'proposed' && <Asks plan={plan} expiresAt={incident.expiresAt} {...answers} />}
    </Section>
  );
}

function Asks({ plan, expiresAt, pending, notApprove, approve, reject }: Answers & { plan: Plan; expiresAt: string }) {
  const { labels } = useWords();
  const { digest } = plan;
  const [code, setCode] = useState('');
  return (
    <Stack alignItems="flex-end" wrap="wrap" gap={1.5}>
      {isIrreversible(plan) && <CodeField act="irreversible" code={code} change={setCode} />}
      <Stack alignItems="center" wrap="wrap" gap={1.5}>
        <ActButton
          variant="primary"
          pending={pending}
          not={notApprove}
          act={() => {
            approve(digest, typedCode(code));
            setCode('');
          }}
        >
          {labels.approve}
        </ActButton>
        <AskDialog
          ask={labels.reject}
          says={t('plan.rejectSays', 'It is not proposed again in this incident.')}
          label={t('note.optional', 'Note (may be left out)')}
          optional
          pending={pending}
          not={notApprove}
          give={note => reject(digest, note || undefined)}
        />
        <Text variant="bodySmall" color="secondary">
          {labels.until} <Moment iso={expiresAt} as="clock" />
        </Text>
      </Stack>
    </Stack>
  );
}

/** Who asked for it, and who has approved it where that takes more than one. */
function People({ plan: { askedBy, approvers = 1, approvals = [] } }: { plan: Plan }) {
  const { labels } = useWords();
  return (
    <>
      {askedBy !== undefined && (
        <Text>
          {labels.askedBy} {person(askedBy)}
        </Text>
      )}
      {approvers > 1 && (
        <Text>
          {labels.approvals}: {[`${approvals.length} / ${approvers}`, ...approvals.map(person)].join(' · ')}
        </Text>
      )}
    </>
  );
}

function Verdicts({ plan: { verdicts } }: { plan: Plan }) {
  const { labels, decisions } = useWords();
  if (verdicts.length === 0) return null;
  return (
    <Stack direction="column" gap={1}>
      <Text element="h3" variant="h6">
        {labels.guardrails}
      </Text>
      <PlainList>
        {verdicts.map(({ guardrail, decision, reason }) => (
          <Stack key={guardrail} alignItems="flex-start" wrap="wrap">
            <Mark tone={decisionTones[decision]}>{decisions[decision] ?? decision}</Mark>
            <Text>{reason}</Text>
          </Stack>
        ))}
      </PlainList>
    </Stack>
  );
}
