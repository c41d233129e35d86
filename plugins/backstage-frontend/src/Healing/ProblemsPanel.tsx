import { person, type Problem } from '@autocura/common';
import { Alert, Button, Flex, Link, Text } from '@backstage/ui';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

interface Notes {
  pending: boolean;
  refused: string | undefined;
  acknowledge: (problem: Problem) => void;
}

/** Causes that are healed again and again. Nothing stands here where there are none. */
export function ProblemsPanel({ problems, pending, refused, acknowledge }: Notes & { problems: Problem[] }) {
  const { labels } = useWords();
  if (problems.length === 0) return null;
  return (
    <Panel title={labels.problems}>
      <Flex direction="column" gap="4">
        {refused !== undefined && <Alert status="danger" icon title={labels.refused} description={refused} />}
        {problems.map(problem => (
          <One key={problem.failureMode} problem={problem} pending={pending} acknowledge={acknowledge} />
        ))}
      </Flex>
    </Panel>
  );
}

function One({ problem, pending, acknowledge }: Omit<Notes, 'refused'> & { problem: Problem }) {
  const words = useWords();
  const paths = usePaths();
  const { labels } = words;
  const { failureMode, heals, lastAt, incidentId, acknowledged } = problem;
  return (
    <Flex direction="column" gap="1" align="start">
      <Text weight="bold">{words.failureModes[failureMode] ?? failureMode}</Text>
      <Text>
        {labels.healsInAWeek}: {heals} · <Link href={paths.incident(incidentId)}>{labels.incident}</Link>{' '}
        <Moment iso={lastAt} />
      </Text>
      {acknowledged ? (
        <Text variant="body-small" color="secondary">
          {labels.acknowledgedBy} {person(acknowledged.by)} <Moment iso={acknowledged.at} />
          {acknowledged.note !== undefined && `: ${acknowledged.note}`}
        </Text>
      ) : (
        <>
          <Text variant="body-small" color="secondary">
            {labels.problemSays}
          </Text>
          <Button size="small" variant="secondary" isDisabled={pending} onPress={() => acknowledge(problem)}>
            {labels.acknowledge}
          </Button>
        </>
      )}
    </Flex>
  );
}
