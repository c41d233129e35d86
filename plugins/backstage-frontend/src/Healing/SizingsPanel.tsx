import { riskTones, type SizingProposal, sizingWords, toldSizings } from '@autocura/common';
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
  const shown = toldSizings(sizings);
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
  const words = useWords();
  const paths = usePaths();
  const { risk, state, incidentId } = of;
  const { change, gains, rests, came } = sizingWords(words, of);
  return (
    <>
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text weight="bold">{change}</Text>
        <Mark tone={riskTones[risk]}>{words.sizingRisks[risk]}</Mark>
        {state !== 'open' && <Mark tone="info">{words.sizingStates[state]}</Mark>}
      </Flex>
      <Text>{gains}</Text>
      <Text variant="body-small" color="secondary">
        {rests}
      </Text>
      {came !== undefined && <Text>{came}</Text>}
      {incidentId !== undefined && (
        <Link href={paths.incident(incidentId)} variant="body-small">
          {words.labels.incident}
        </Link>
      )}
    </>
  );
}
