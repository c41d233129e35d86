import { person, type Attempt, type Incident, type TimelineEvent, attemptWords, stepName } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { ActButton } from '../../parts/ActButton';
import { Mark } from '../../parts/Mark';
import { OutcomeMark } from '../../parts/marks';
import { Moment } from '../../parts/Moment';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';
import { Changes } from './Changes';
import { Claims } from './Claims';
import { isBusy } from './isBusy';

interface Undoing {
  pending: boolean;
  not: string | undefined;
  undo: (key: string) => void;
}

/** What was done for this incident, what it changed by measurement, and the way back. */
export function Attempts({
  incident,
  timeline,
  pending,
  ...undoing
}: Undoing & { incident: Incident; timeline: TimelineEvent[] }) {
  const words = useWords();
  const { labels } = words;
  if (incident.attempts.length === 0) return null;
  const told = attemptWords(timeline, words);
  const busy = incident.mergedInto !== undefined || isBusy(incident);
  return (
    <Section title={labels.attempts} framed>
      <Stack direction="column" gap={3}>
        {[...incident.attempts].reverse().map(attempt => (
          <OneAttempt
            key={attempt.key}
            attempt={attempt}
            says={told.get(attempt.key) ?? `${attempt.step.action} · ${attempt.step.target}`}
            pending={pending || busy}
            {...undoing}
          />
        ))}
      </Stack>
    </Section>
  );
}

function OneAttempt({ attempt, says, ...undoing }: Undoing & { attempt: Attempt; says: string }) {
  const { labels } = useWords();
  const { by, actedAt, intendedAt, because = [], before, after = [], changes = [], failed, result } = attempt;
  const told = failed ?? result;
  return (
    <Stack direction="column" gap={1.5}>
      <Stack alignItems="center" wrap="wrap">
        <Text element="h3" variant="h6">
          {`${attempt.number}. ${says}`}
        </Text>
        <Outcomes of={attempt} />
        <Text variant="bodySmall" color="secondary">
          <Moment iso={actedAt ?? intendedAt} as="clock" /> · {by === undefined ? labels.loop : person(by)}
        </Text>
      </Stack>
      {told !== undefined && <Text>{told}</Text>}
      <Changes changes={changes} />
      <Claims claims={because} evidence={[...before, ...after]} />
      <WayBack attempt={attempt} {...undoing} />
    </Stack>
  );
}

/** What it came to, and whether it was taken back later. */
function Outcomes({ of: { undoneAt, ...came } }: { of: Attempt }) {
  const { labels } = useWords();
  return (
    <>
      <OutcomeMark of={came} />
      {undoneAt !== undefined && <Mark tone="warning">{labels.undone}</Mark>}
    </>
  );
}

function WayBack({ attempt, pending, not, undo: takeBack }: Undoing & { attempt: Attempt }) {
  const { labels } = useWords();
  const { key, undo, undoneAt, actedAt } = attempt;
  if (undoneAt !== undefined || actedAt === undefined) return null;
  if (!undo)
    return (
      <Text variant="bodySmall" color="secondary">
        {labels.noWayBack}
      </Text>
    );
  return (
    <Stack alignItems="center" wrap="wrap">
      <ActButton size="sm" pending={pending} not={not} act={() => takeBack(key)}>
        {labels.undo}
      </ActButton>
      <Text variant="bodySmall" color="secondary">
        {labels.wayBack}: {stepName(undo)}
      </Text>
    </Stack>
  );
}
