import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';

/** Shown until somebody says that they have kept them, and never again. */
export function RecoveryCodes({ codes, kept }: { codes: string[]; kept: () => void }) {
  const {
    labels,
    screens: { secondFactor: words },
  } = useWords();
  const styles = useStyles2(stylesOf);
  return (
    <Section title={words.recovery} framed>
      <Text>{words.recoverySays}</Text>
      <ul aria-label={words.recovery} className={styles.codes}>
        {codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Stack wrap="wrap">
        <ClipboardButton variant="secondary" icon="copy" getText={() => codes.join('\n')}>
          {labels.copy}
        </ClipboardButton>
        <Button onClick={kept}>{words.kept}</Button>
      </Stack>
    </Section>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  codes: css({
    ...theme.typography.code,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    gap: theme.spacing(1),
    listStyle: 'none',
    maxWidth: 480,
  }),
});
