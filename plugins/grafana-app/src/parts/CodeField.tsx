import { codeAsked, codeObstacle, type SecondFactor, type SteppedUp } from '@autocura/common';
import { Field, Input, Stack, Text, TextLink } from '@grafana/ui';
import React, { useId } from 'react';
import { autocuraClient, usePolled } from '../api';
import { paths } from '../paths';
import { useWords } from '../useWords';
import { Moment } from './Moment';

const load = () => autocuraClient().secondFactor();
/** It changes by what people do on its own page. */
const everyMs = 30_000;

/** Where a code of one's second factor is asked for before `act`: a place for it, or why none can be given. */
export function CodeField({ act, code, change }: { act: SteppedUp; code: string; change: (code: string) => void }) {
  const [factor] = usePolled(load, everyMs);
  const { secondFactor: words } = useWords().screens;
  if (factor.state !== 'known') return null;
  const asked = codeAsked(factor.value, act);
  if (asked === 'never') return null;
  const hint = asked === 'perhaps' ? words.codeHintPerhaps : words.codeHint;
  return <Given factor={factor.value} code={code} hint={hint} change={change} />;
}

interface Place {
  code: string;
  hint: string;
  change: (code: string) => void;
}

function Given({ factor, ...place }: Place & { factor: SecondFactor }) {
  const { secondFactor: words } = useWords().screens;
  switch (codeObstacle(factor)) {
    case 'missing':
      return (
        <Stack direction="column" gap={0.5}>
          <Text>{words.missing}</Text>
          <TextLink href={paths.secondFactor}>{words.setUp}</TextLink>
        </Stack>
      );
    case 'unavailable':
      return <Text>{words.unavailable}</Text>;
    case 'locked':
      return (
        <Text>
          {words.locked} <Moment iso={factor.lockedUntil ?? ''} as="clock" />
        </Text>
      );
    case undefined:
      return <CodeInput {...place} />;
  }
}

/** A place for a code that counts already. */
export function CodeInput({ code, hint, change }: Place) {
  const { labels } = useWords();
  const id = useId();
  return (
    <Field label={labels.secondFactorCode} description={hint} htmlFor={id} noMargin>
      <Input
        id={id}
        autoComplete="one-time-code"
        width={32}
        value={code}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    </Field>
  );
}
