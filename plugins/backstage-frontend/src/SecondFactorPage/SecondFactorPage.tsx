import { type NewSecondFactor, typedCode } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { autocuraApiRef } from '../api';
import { Loading, Stale, Trouble } from '../parts/Notices';
import { PageBody } from '../parts/PageBody';
import { useAction } from '../polling/useAction';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { Begin } from './Begin';
import { Confirm } from './Confirm';
import { Recovery } from './Recovery';
import { Standing } from './Standing';

/** Nobody else changes it. */
const everyMs = 60_000;

/** One's own second factor: how it stands, and setting it up. What is told once lives on this page alone. */
export function SecondFactorPage() {
  const client = useApi(autocuraApiRef);
  const { labels, screens } = useWords();
  const words = screens.secondFactor;
  const [factor, refresh] = usePolled(
    useCallback(() => client.secondFactor(), [client]),
    everyMs,
  );
  const { pending, refused, act } = useAction(refresh);
  const [begun, setBegun] = useState<NewSecondFactor>();
  const [codes, setCodes] = useState<string[]>();

  const begin = (typed: string) => void act(async () => setBegun(await client.beginSecondFactor(typedCode(typed))));
  const confirm = (typed: string) =>
    void act(async () => {
      const { recoveryCodes } = await client.confirmSecondFactor(typedCode(typed) ?? '');
      setBegun(undefined);
      setCodes(recoveryCodes);
    });
  return (
    <PageBody back>
      <Flex direction="column" gap="1">
        <Text as="h1" variant="title-small" weight="bold" style={{ margin: 0 }}>
          {words.title}
        </Text>
        <Text color="secondary">{words.says}</Text>
      </Flex>
      {factor.state === 'loading' && <Loading height={160} />}
      {factor.state === 'failed' && <Trouble error={factor.error} />}
      {refused !== undefined && <Alert status="danger" icon title={labels.refused} description={refused} />}
      {factor.state === 'known' && (
        <>
          <Stale of={factor} />
          <Standing factor={factor.value} />
          {codes ? (
            <Recovery codes={codes} kept={() => setCodes(undefined)} />
          ) : begun ? (
            <Confirm begun={begun} pending={pending} confirm={confirm} />
          ) : (
            factor.value.available && <Begin factor={factor.value} pending={pending} begin={begin} />
          )}
        </>
      )}
    </PageBody>
  );
}
