import { quantity, riskTones, type SizingProposal, type SizingResult } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button, Flex, Link, Text } from '@backstage/ui';
import { autocuraApiRef } from '../api';
import { Mark } from '../parts/Mark';
import { Panel } from '../parts/Section';
import { usePaths } from '../paths';
import { useAction } from '../polling/useAction';
import { useWords } from '../useWords';

/** What could fit better what the service uses, with what it saves and risks, and what came of it. */
export function SizingsPanel({ sizings, reload }: { sizings: SizingProposal[]; reload: () => Promise<void> }) {
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const { pending, refused, act } = useAction(reload);
  const shown = sizings.filter(({ state }) => state !== 'withdrawn');
  if (shown.length === 0) return null;
  return (
    <Panel title={labels.fitsBetter}>
      <Flex direction="column" gap="4">
        {refused !== undefined && <Alert status="danger" icon title={labels.refused} description={refused} />}
        {shown.map(proposal => (
          <Flex key={proposal.id} direction="column" gap="1" align="start">
            <Told of={proposal} />
            {proposal.state === 'open' && (
              <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
                {proposal.step ? (
                  <Button
                    size="small"
                    variant="secondary"
                    isDisabled={pending}
                    onPress={() => void act(() => client.acceptSizing(proposal.id))}
                  >
                    {labels.doIt}
                  </Button>
                ) : (
                  <Text variant="body-small" color="secondary">
                    {labels.declaredElsewhere}
                  </Text>
                )}
                <Button
                  size="small"
                  variant="tertiary"
                  isDisabled={pending}
                  onPress={() => void act(() => client.refuseSizing(proposal.id))}
                >
                  {labels.reject}
                </Button>
              </Flex>
            )}
          </Flex>
        ))}
      </Flex>
    </Panel>
  );
}

function Told({ of }: { of: SizingProposal }) {
  const { labels, sized, sizingRisks, sizingStates, language } = useWords();
  const paths = usePaths();
  const { kind, unit, from, to, saves, risk, fullest, demand, state, step, incidentId, result } = of;
  const amount = (value: number) => quantity(value, unit, language);
  return (
    <>
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text weight="bold">
          {sized[kind]}: {amount(from)} → {amount(to)}
        </Text>
        <Mark tone={riskTones[risk]}>{sizingRisks[risk]}</Mark>
        {state !== 'open' && <Mark tone="info">{sizingStates[state]}</Mark>}
      </Flex>
      <Text>
        {saves >= 0 ? labels.saves : labels.costs}: {amount(Math.abs(saves))} · {labels.atFullest}:{' '}
        {quantity(fullest, 'ratio', language)}
      </Text>
      <Text variant="body-small" color="secondary">
        {labels.usedAtMost}: {quantity(demand.p99, demand.unit, language)} ({demand.days} d)
        {state === 'open' && step && ` · ${labels.doItSays}`}
      </Text>
      {result && <Came of={result} amount={amount} />}
      {incidentId !== undefined && (
        <Link href={paths.incident(incidentId)} variant="body-small">
          {labels.incident}
        </Link>
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
