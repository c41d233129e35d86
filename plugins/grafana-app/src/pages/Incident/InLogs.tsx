import { frequency, type LogFindings } from '@autocura/common';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Fold } from '../../parts/Fold';
import { useWords } from '../../useWords';

/** Lines that are written since the trouble began and were not before, or far less often. */
export function InLogs({ logs: { patterns } }: { logs: LogFindings }) {
  const words = useWords();
  const styles = useStyles2(stylesOf);
  if (patterns.length === 0) return null;
  return (
    <Fold title={`${words.labels.inTheLogs} (${patterns.length})`}>
      <Stack direction="column" gap={1.5}>
        {patterns.map(pattern => (
          <Stack key={`${pattern.service} ${pattern.text}`} direction="column" gap={0.5}>
            <Stack wrap="wrap" gap={1}>
              <Text weight="medium">{pattern.service}</Text>
              <Text color="secondary">{frequency(pattern, words)}</Text>
            </Stack>
            <code className={styles.line}>{pattern.text}</code>
          </Stack>
        ))}
      </Stack>
    </Fold>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  line: css({
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  }),
});
