import type { SecondFactor } from '@autocura/common';
import { Button, Flex, Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useWords } from '../useWords';

interface Asked {
  factor: SecondFactor;
  pending: boolean;
  begin: (typed: string) => void;
}

/** Sets one up. In place of one that counts it takes a code of that one. */
export function Begin({ factor: { state, lockedUntil }, pending, begin }: Asked) {
  const { labels, screens } = useWords();
  const words = screens.secondFactor;
  const [code, setCode] = useState('');
  const says = { none: words.setUp, begun: words.again, ready: words.replace }[state];
  return (
    <Flex direction="column" gap="3" align="start">
      {state === 'ready' && (
        <>
          <Text color="secondary">{words.replaceSays}</Text>
          <TextField
            label={labels.secondFactorCode}
            description={words.codeHint}
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
          />
        </>
      )}
      <Button
        variant={state === 'ready' ? 'secondary' : 'primary'}
        isDisabled={pending || lockedUntil !== undefined || (state === 'ready' && code.trim() === '')}
        onPress={() => begin(code)}
      >
        {says}
      </Button>
    </Flex>
  );
}
