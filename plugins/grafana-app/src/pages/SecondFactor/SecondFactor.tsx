import { type NewSecondFactor, type SecondFactor as Factor, typedCode } from '@autocura/common';
import { Alert, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { autocuraClient, usePolled } from '../../api';
import { ActButton } from '../../parts/ActButton';
import { CodeInput } from '../../parts/CodeField';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { Answer, Refused } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { InApp } from './InApp';
import { RecoveryCodes } from './RecoveryCodes';

const load = () => autocuraClient().secondFactor();
const everyMs = 10_000;

/** One's own second factor: how it stands, and the way to begin one or another. What is told once is kept here alone. */
export function SecondFactor() {
  const {
    screens: { secondFactor: words },
  } = useWords();
  const [factor, refresh] = usePolled(load, everyMs);
  const { pending, refused, act } = useAction(refresh);
  const [begun, setBegun] = useState<NewSecondFactor>();
  const [codes, setCodes] = useState<string[]>();
  const begin = (code?: string) => void act(async () => setBegun(await autocuraClient().beginSecondFactor(code)));
  const confirm = (code: string) =>
    void act(async () => {
      setCodes((await autocuraClient().confirmSecondFactor(code)).recoveryCodes);
      setBegun(undefined);
    });
  return (
    <Page name="SecondFactor" title={words.title} url={paths.secondFactor} says={words.says}>
      <Refused why={refused} />
      {codes && <RecoveryCodes codes={codes} kept={() => setCodes(undefined)} />}
      {begun && <InApp begun={begun} pending={pending} confirm={confirm} />}
      <Answer of={factor}>
        {known => <Standing factor={known} begins={begun !== undefined} pending={pending} begin={begin} />}
      </Answer>
    </Page>
  );
}

interface Beginning {
  factor: Factor;
  pending: boolean;
  begin: (code?: string) => void;
}

function Standing({ begins, ...beginning }: Beginning & { begins: boolean }) {
  const {
    screens: { secondFactor: words },
  } = useWords();
  const { state, recoveryCodesLeft, lockedUntil, available } = beginning.factor;
  return (
    <Section title={words.standing} framed>
      <Stack alignItems="center" wrap="wrap">
        <Mark tone={state === 'ready' ? 'success' : 'neutral'}>{words.states[state]}</Mark>
        {state === 'ready' && <Text>{words.codesLeft(recoveryCodesLeft)}</Text>}
      </Stack>
      {lockedUntil !== undefined && (
        <Text>
          {words.locked} <Moment iso={lockedUntil} as="clock" />
        </Text>
      )}
      <AskedFor factor={beginning.factor} />
      {!available && (
        <Alert severity="warning" title={words.unavailable} bottomSpacing={0}>
          {words.unavailableHint}
        </Alert>
      )}
      {available && !begins && <Begin {...beginning} />}
      {state === 'ready' && (
        <Text variant="bodySmall" color="secondary">
          {words.lost}
        </Text>
      )}
    </Section>
  );
}

function AskedFor({ factor: { askedFor } }: { factor: Factor }) {
  const {
    screens: { secondFactor: words },
  } = useWords();
  if (askedFor.length === 0) return <Text>{words.askedForNothing}</Text>;
  return (
    <Stack direction="column" gap={0.5}>
      <Text variant="bodySmall" color="secondary">
        {words.askedFor}
      </Text>
      <PlainList label={words.askedFor}>
        {askedFor.map(act => (
          <Text key={act}>{words.acts[act]}</Text>
        ))}
      </PlainList>
    </Stack>
  );
}

/** One that counts is replaced by who has it. */
function Begin({ factor: { state }, pending, begin }: Beginning) {
  const {
    screens: { secondFactor: words },
  } = useWords();
  const [code, setCode] = useState('');
  if (state !== 'ready')
    return (
      <div>
        <ActButton variant="primary" pending={pending} not={undefined} act={() => begin()}>
          {state === 'begun' ? words.again : words.setUp}
        </ActButton>
      </div>
    );
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text>{words.replaceSays}</Text>
      <CodeInput code={code} hint={words.codeHint} change={setCode} />
      <ActButton
        pending={pending}
        not={undefined}
        act={() => {
          begin(typedCode(code));
          setCode('');
        }}
      >
        {words.replace}
      </ActButton>
    </Stack>
  );
}
