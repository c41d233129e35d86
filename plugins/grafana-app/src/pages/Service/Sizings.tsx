import { quantity, riskTones, type SizingProposal, type SizingResult } from '@autocura/common';
import { Stack, Text, TextLink } from '@grafana/ui';
import React from 'react';
import { autocuraClient } from '../../api';
import { useRights } from '../../api/useRights';
import { ActButton } from '../../parts/ActButton';
import { Mark } from '../../parts/Mark';
import { Refused } from '../../parts/Notices';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

/** What could fit better what the service uses, with what it saves and risks, and what came of it. */
export function Sizings({ sizings, refresh }: { sizings: SizingProposal[]; refresh: () => Promise<void> }) {
  const { labels } = useWords();
  const { pending, refused, act } = useAction(refresh);
  const why = useRights();
  const shown = sizings.filter(({ state }) => state !== 'withdrawn');
  if (shown.length === 0) return null;
  const client = autocuraClient();
  return (
    <Section title={labels.fitsBetter} framed>
      <Refused why={refused} />
      <PlainList>
        {shown.map(proposal => (
          <Stack key={proposal.id} direction="column" gap={0.5} alignItems="flex-start">
            <Told of={proposal} />
            {proposal.state === 'open' && (
              <Stack gap={1} wrap="wrap" alignItems="center">
                {proposal.step ? (
                  <ActButton
                    size="sm"
                    pending={pending}
                    not={why('autocura.action.approve')}
                    act={() => void act(() => client.acceptSizing(proposal.id))}
                  >
                    {labels.doIt}
                  </ActButton>
                ) : (
                  <Text variant="bodySmall" color="secondary">
                    {labels.declaredElsewhere}
                  </Text>
                )}
                <ActButton
                  size="sm"
                  pending={pending}
                  not={why('autocura.action.approve')}
                  act={() => void act(() => client.refuseSizing(proposal.id))}
                >
                  {labels.reject}
                </ActButton>
              </Stack>
            )}
          </Stack>
        ))}
      </PlainList>
    </Section>
  );
}

function Told({ of }: { of: SizingProposal }) {
  const { labels, sized, sizingRisks, sizingStates, language } = useWords();
  const { kind, unit, from, to, saves, risk, fullest, demand, state, step, incidentId, result } = of;
  const amount = (value: number) => quantity(value, unit, language);
  return (
    <>
      <Stack alignItems="center" wrap="wrap" gap={1}>
        <Text weight="medium">
          {sized[kind]}: {amount(from)} → {amount(to)}
        </Text>
        <Mark tone={riskTones[risk]}>{sizingRisks[risk]}</Mark>
        {state !== 'open' && <Mark tone="info">{sizingStates[state]}</Mark>}
      </Stack>
      <Text>
        {saves >= 0 ? labels.saves : labels.costs}: {amount(Math.abs(saves))} · {labels.atFullest}:{' '}
        {quantity(fullest, 'ratio', language)}
      </Text>
      <Text variant="bodySmall" color="secondary">
        {labels.usedAtMost}: {quantity(demand.p99, demand.unit, language)} ({demand.days} d)
        {state === 'open' && step && ` · ${labels.doItSays}`}
      </Text>
      {result && <Came of={result} amount={amount} />}
      {incidentId !== undefined && (
        <TextLink href={paths.incident(incidentId)} variant="bodySmall">
          {labels.incident}
        </TextLink>
      )}
    </>
  );
}

function Came({ of, amount }: { of: SizingResult; amount: (value: number) => string }) {
  const { labels, language } = useWords();
  const { saved, latencyBefore, latencyAfter } = of;
  return (
    <Text>
      {labels.reallySaved}: {amount(saved)}
      {latencyBefore !== undefined &&
        latencyAfter !== undefined &&
        ` · ${labels.latencyThen}: ${quantity(latencyBefore, 's', language)} → ${quantity(latencyAfter, 's', language)}`}
    </Text>
  );
}
