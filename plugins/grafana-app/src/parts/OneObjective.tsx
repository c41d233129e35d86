import { css } from '@emotion/css';
import { type Burn, budgetEffect, budgetTones, quantity, type Slo, type Tone } from '@autocura/common';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Stack, Text, TextLink, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { paths } from '../paths';
import { useWords } from '../useWords';
import { Framed } from './Framed';
import { Mark } from './Mark';
import { Moment } from './Moment';

/** An objective: what is left of its budget, how fast it is spent, and what that means for healing. */
export function OneObjective({ slo, heading = 'h2' }: { slo: Slo; heading?: 'h2' | 'h3' }) {
  const {
    decisions,
    labels,
    language,
    screens: { objectives: words },
  } = useWords();
  const { objective, service, target, days, left, at, spentByHealing, burns, unknown } = slo;
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 3 });
  const effect = budgetEffect(slo);
  const tone: Tone = left <= 0 ? 'danger' : left < 0.25 || burns.some(({ firing }) => firing) ? 'warning' : 'success';
  return (
    <Framed>
      <Stack direction="column" gap={2}>
        <Stack justifyContent="space-between" alignItems="flex-start" wrap="wrap">
          <Stack direction="column" gap={0.25}>
            <Text element={heading} variant="h5">
              {objective}
            </Text>
            <Text variant="bodySmall" color="secondary">
              <TextLink href={paths.service(service)} variant="bodySmall">
                {service}
              </TextLink>{' '}
              · {words.target} {percent.format(target)} · {days} {labels.days} · {words.measured} <Moment iso={at} />
            </Text>
          </Stack>
          <Mark tone={unknown === undefined ? tone : 'neutral'}>
            {`${words.left}: ${percent.format(Number(left.toFixed(3)))}`}
          </Mark>
        </Stack>
        {unknown !== undefined && (
          <Alert severity="warning" title={words.unknown} bottomSpacing={0}>
            {unknown}
          </Alert>
        )}
        <Budget left={left} tone={tone} label={`${words.left}, ${objective}`} says={percent.format(left)} />
        <Stack alignItems="center" wrap="wrap">
          <Mark tone={budgetTones[effect]}>{effect === 'none' ? decisions.allow : decisions.ask}</Mark>
          <Text>{words.effects[effect]}</Text>
          {spentByHealing > 0 && (
            <Text variant="bodySmall" color="secondary">
              {words.byHealing}: {percent.format(Number(spentByHealing.toFixed(3)))}
            </Text>
          )}
        </Stack>
        {burns.length > 0 && <Burns burns={burns} label={`${words.burn}, ${objective}`} />}
      </Stack>
    </Framed>
  );
}

function Budget({ left, tone, label, says }: { left: number; tone: Tone; label: string; says: string }) {
  const theme = useTheme2();
  const styles = useStyles2(stylesOf);
  const share = Math.min(1, Math.max(0, left));
  const colors: Partial<Record<Tone, string>> = {
    danger: theme.colors.error.main,
    warning: theme.colors.warning.main,
    success: theme.colors.success.main,
  };
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={says}
      className={styles.track}
    >
      <div style={{ width: `${share * 100}%`, height: '100%', background: colors[tone] }} />
    </div>
  );
}

function Burns({ burns, label }: { burns: Burn[]; label: string }) {
  const {
    language,
    screens: { objectives: words },
  } = useWords();
  const styles = useStyles2(stylesOf);
  const span = (seconds: number) => quantity(seconds, 's', language);
  const rate = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const told = (value: number | undefined) => (value === undefined ? words.unmeasured : `${rate.format(value)}×`);
  return (
    <Stack direction="column" gap={0.5}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{words.windows}</th>
            <th scope="col">{words.rate}</th>
            <th scope="col">{words.limit}</th>
            <th scope="col" aria-label={words.burn} />
          </tr>
        </thead>
        <tbody>
          {burns.map(({ long, short, longRate, shortRate, factor, severity, firing }) => (
            <tr key={`${long} ${short}`}>
              <td>
                {span(long)} / {span(short)}
              </td>
              <td>
                {told(longRate)} / {told(shortRate)}
              </td>
              <td>{rate.format(factor)}×</td>
              <td>
                <Mark tone={firing ? (severity === 'critical' ? 'danger' : 'warning') : 'neutral'}>
                  {firing ? words.fires : words.calm}
                </Mark>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text variant="bodySmall" color="secondary">
        {words.burnSays}
      </Text>
    </Stack>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  track: css({
    height: theme.spacing(1),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    overflow: 'hidden',
  }),
  table: css({
    width: '100%',
    '& th': { fontWeight: theme.typography.fontWeightMedium, textAlign: 'left' },
    '& th, & td': { padding: theme.spacing(0.5, 1, 0.5, 0), verticalAlign: 'top' },
    '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
});
