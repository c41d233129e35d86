import { type NewSecondFactor, secretInGroups } from '@autocura/common';
import { Button, Flex, Link, Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { CopyButton } from '../parts/CopyButton';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';

interface Asked {
  begun: NewSecondFactor;
  pending: boolean;
  confirm: (typed: string) => void;
}

/** What the app is given, once, and the first code that it shows. */
export function Confirm({ begun: { uri, secret }, pending, confirm }: Asked) {
  const words = useWords().screens.secondFactor;
  const [code, setCode] = useState('');
  return (
    <Panel title={words.inApp}>
      <Flex direction="column" gap="4" align="start">
        <Text color="secondary">{words.inAppSays}</Text>
        <Link href={uri}>{words.link}</Link>
        <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
          <Text>{words.key}:</Text>
          <code style={{ overflowWrap: 'anywhere' }}>{secretInGroups(secret)}</code>
          <CopyButton text={secret} what={words.key} />
        </Flex>
        <TextField label={words.firstCode} autoComplete="one-time-code" value={code} onChange={setCode} />
        <Button variant="primary" isDisabled={pending || code.trim() === ''} onPress={() => confirm(code)}>
          {words.confirm}
        </Button>
      </Flex>
    </Panel>
  );
}
