import type { SecondFactor } from '@autocura/common';
import { Alert, Flex, Text } from '@backstage/ui';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';

/** Whether it counts, before what it is asked for, and what stands in its way. */
export function Standing({ factor }: { factor: SecondFactor }) {
  const words = useWords().screens.secondFactor;
  const { state, askedFor, recoveryCodesLeft, lockedUntil, available } = factor;
  return (
    <Panel title={words.standing}>
      <Flex direction="column" gap="3">
        <Text weight="bold">{words.states[state]}</Text>
        {state === 'ready' && <Text>{words.codesLeft(recoveryCodesLeft)}</Text>}
        <Text color="secondary">
          {askedFor.length === 0
            ? words.askedForNothing
            : `${words.askedFor}: ${askedFor.map(one => words.acts[one]).join('; ')}`}
        </Text>
        {lockedUntil !== undefined && (
          <Alert
            status="warning"
            icon
            title={
              <>
                {words.locked} <Moment iso={lockedUntil} as="clock" />
              </>
            }
          />
        )}
        {!available && <Alert status="info" icon title={words.unavailable} description={words.unavailableHint} />}
      </Flex>
    </Panel>
  );
}
