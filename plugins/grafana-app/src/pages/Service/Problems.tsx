import { person, type Problem } from '@autocura/common';
import { Stack, Text, TextLink } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import { AskDialog } from '../../parts/AskDialog';
import { Moment } from '../../parts/Moment';
import { Refused } from '../../parts/Notices';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

interface Notes {
  pending: boolean;
  not: string | undefined;
  acknowledge: (problem: Problem, note: string) => void;
}

/** Causes that are healed again and again. Nothing stands here where there are none. */
export function Problems({
  problems,
  refused,
  ...notes
}: Notes & { problems: Problem[]; refused: string | undefined }) {
  const { labels } = useWords();
  if (problems.length === 0) return null;
  return (
    <Section title={labels.problems} framed>
      <Refused why={refused} />
      <PlainList>
        {problems.map(problem => (
          <One key={problem.failureMode} problem={problem} {...notes} />
        ))}
      </PlainList>
    </Section>
  );
}

function One({ problem, pending, not, acknowledge }: Notes & { problem: Problem }) {
  const { labels, failureModes } = useWords();
  const { failureMode, heals, lastAt, incidentId, acknowledged } = problem;
  return (
    <Stack direction="column" gap={0.5} alignItems="flex-start">
      <Text weight="medium">{failureModes[failureMode] ?? failureMode}</Text>
      <Text>
        {labels.healsInAWeek}: {heals} · <TextLink href={paths.incident(incidentId)}>{labels.incident}</TextLink>{' '}
        <Moment iso={lastAt} />
      </Text>
      {acknowledged ? (
        <Text variant="bodySmall" color="secondary">
          {labels.acknowledgedBy} {person(acknowledged.by)} <Moment iso={acknowledged.at} />
          {acknowledged.note !== undefined && `: ${acknowledged.note}`}
        </Text>
      ) : (
        <>
          <Text variant="bodySmall" color="secondary">
            {labels.problemSays}
          </Text>
          <AskDialog
            ask={labels.acknowledge}
            says={labels.problemSays}
            label={t('note.optional', 'Note (may be left out)')}
            optional
            size="sm"
            pending={pending}
            not={not}
            give={note => acknowledge(problem, note)}
          />
        </>
      )}
    </Stack>
  );
}
