import { css } from '@emotion/css';
import { type NewSecondFactor, secretInGroups, typedCode } from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Field, Input, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { ActButton } from '../../parts/ActButton';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';

/** What an authenticator app is given, and the first code that it makes of it. */
export function InApp({
  begun: { uri, secret },
  pending,
  confirm,
}: {
  begun: NewSecondFactor;
  pending: boolean;
  confirm: (code: string) => void;
}) {
  const {
    labels,
    screens: { secondFactor: words },
  } = useWords();
  const styles = useStyles2(stylesOf);
  const id = useId();
  const [text, setText] = useState('');
  const code = typedCode(text);
  return (
    <Section title={words.inApp} framed>
      <Text>{words.inAppSays}</Text>
      <div>
        <LinkButton variant="secondary" icon="mobile-android" href={uri} target="_self">
          {words.link}
        </LinkButton>
      </div>
      <Stack alignItems="center" wrap="wrap">
        <Text>{words.key}</Text>
        <code className={styles.key}>{secretInGroups(secret)}</code>
        <ClipboardButton size="sm" variant="secondary" fill="outline" icon="copy" getText={() => secret}>
          {labels.copy}
        </ClipboardButton>
      </Stack>
      <Stack alignItems="flex-end" wrap="wrap">
        <Field label={words.firstCode} htmlFor={id} noMargin>
          <Input
            id={id}
            autoComplete="one-time-code"
            inputMode="numeric"
            width={24}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </Field>
        <ActButton
          variant="primary"
          pending={pending || code === undefined}
          not={undefined}
          act={() => code !== undefined && confirm(code)}
        >
          {words.confirm}
        </ActButton>
      </Stack>
    </Section>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  key: css({ ...theme.typography.code, padding: theme.spacing(0.5, 1), whiteSpace: 'normal' }),
});
