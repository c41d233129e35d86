import { type Autonomy, modeTones } from '@autocura/common';
import { Flex, Text } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';

/** What each action may do by itself, what it has earned, and why it is no more. */
export function AutonomyPanel({ autonomy }: { autonomy: Autonomy[] }) {
  const { labels } = useWords();
  return (
    <Panel title={labels.autonomy}>
      {autonomy.length === 0 ? (
        <Text color="secondary">{labels.noAutonomy}</Text>
      ) : (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 'var(--bui-space-4)' }}>
          {autonomy.map(one => (
            <li key={`${one.failureMode} ${one.action}`}>
              <Remedy of={one} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Remedy({ of: { failureMode, action, mode, from, level, reasons, worth, attemptsLeft } }: { of: Autonomy }) {
  const words = useWords();
  const { labels } = words;
  const percent = new Intl.NumberFormat(words.language, { style: 'percent' });
  return (
    <Flex direction="column" gap="1">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Mark tone={modeTones[mode]}>{words.modes[mode]}</Mark>
        <Text weight="bold">
          {action} · {words.failureModes[failureMode] ?? failureMode}
        </Text>
      </Flex>
      <Text variant="body-small" color="secondary" style={{ overflowWrap: 'anywhere' }}>
        {from}
      </Text>
      <Text variant="body-small" style={{ overflowWrap: 'anywhere' }}>
        {labels.earned}: {words.modes[level]} ({reasons.join('; ')})
      </Text>
      <Text variant="body-small" color="secondary">
        {worth && `${labels.worth}: ${percent.format(worth.lower)} – ${percent.format(worth.upper)} · `}
        {labels.attemptsLeft}: {attemptsLeft}
      </Text>
    </Flex>
  );
}
