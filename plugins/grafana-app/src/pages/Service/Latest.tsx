import { css } from '@emotion/css';
import { quantity, signals, type ServiceHealth, type SignalName } from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';

const isSignal = (name: string): name is SignalName => name in signals;

/** The values it was last judged by, each with what is usual. */
export function Latest({ signals: latest }: { signals: ServiceHealth['signals'] }) {
  const { labels, signals: names, language } = useWords();
  const styles = useStyles2(stylesOf);
  return (
    <Section title={labels.latest} framed>
      <dl className={styles.values}>
        {latest.map(({ signal, value, unit, normal }) => (
          <div key={signal}>
            <dt>
              <Text variant="bodySmall" color="secondary">
                {isSignal(signal) ? names[signal] : signal}
              </Text>
            </dt>
            <dd className={styles.value}>
              <Text variant="h4">{quantity(value, unit, language)}</Text>
              {normal !== undefined && (
                <Text variant="bodySmall" color="secondary">
                  {labels.normally} {quantity(normal, unit, language)}
                </Text>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  values: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    '& dt': { fontWeight: theme.typography.fontWeightRegular },
  }),
  value: css({ display: 'flex', flexDirection: 'column', margin: 0 }),
});
