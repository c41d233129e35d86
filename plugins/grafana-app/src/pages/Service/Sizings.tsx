import { riskTones, type SizingProposal, sizingWords, toldSizings } from '@autocura/common';
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
  const shown = toldSizings(sizings);
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
  const words = useWords();
  const { risk, state, incidentId } = of;
  const { change, gains, rests, came } = sizingWords(words, of);
  return (
    <>
      <Stack alignItems="center" wrap="wrap" gap={1}>
        <Text weight="medium">{change}</Text>
        <Mark tone={riskTones[risk]}>{words.sizingRisks[risk]}</Mark>
        {state !== 'open' && <Mark tone="info">{words.sizingStates[state]}</Mark>}
      </Stack>
      <Text>{gains}</Text>
      <Text variant="bodySmall" color="secondary">
        {rests}
      </Text>
      {came !== undefined && <Text>{came}</Text>}
      {incidentId !== undefined && (
        <TextLink href={paths.incident(incidentId)} variant="bodySmall">
          {words.labels.incident}
        </TextLink>
      )}
    </>
  );
}
