import { type Autonomy as OneAutonomy, modeTones } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { Mark } from '../../parts/Mark';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';

/** What each action may do by itself, what it has earned, and why it is no more. */
export function Autonomy({ autonomy }: { autonomy: OneAutonomy[] }) {
  const { labels } = useWords();
  return (
    <Section title={labels.autonomy} framed>
      {autonomy.length === 0 ? (
        <Text color="secondary">{labels.noAutonomy}</Text>
      ) : (
        <PlainList>
          {autonomy.map(one => (
            <Remedy key={`${one.failureMode} ${one.action}`} of={one} />
          ))}
        </PlainList>
      )}
    </Section>
  );
}

function Remedy({ of }: { of: OneAutonomy }) {
  const { labels, modes, failureModes, language } = useWords();
  const { failureMode, action, mode, from, level, reasons, worth, attemptsLeft } = of;
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <Stack direction="column" gap={0.5}>
      <Stack alignItems="center" wrap="wrap">
        <Mark tone={modeTones[mode]}>{modes[mode] ?? mode}</Mark>
        <Text weight="medium">
          {action} · {failureModes[failureMode] ?? failureMode}
        </Text>
      </Stack>
      <Text variant="bodySmall" color="secondary">
        {from}
      </Text>
      <Text variant="bodySmall">
        {labels.earned}: {modes[level] ?? level} ({reasons.join('; ')})
      </Text>
      <Text variant="bodySmall" color="secondary">
        {worth && `${labels.worth}: ${percent.format(worth.lower)} – ${percent.format(worth.upper)} · `}
        {labels.attemptsLeft}: {attemptsLeft}
      </Text>
    </Stack>
  );
}
