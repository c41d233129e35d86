import { type Incident, isOnlyPredicted, isSizing } from '@autocura/common';
import { Flex, Link, Text } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { PhaseMark } from '../parts/PhaseMark';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

function reasonOf(incident: Incident): string | undefined {
  switch (incident.phase) {
    case 'blocked':
    case 'escalated':
    case 'expired':
      return incident.reason;
    default:
      return undefined;
  }
}

/** What is sick, since when, and where the loop stands. */
export function Headline({ incident }: { incident: Incident }) {
  const words = useWords();
  const paths = usePaths();
  const { labels } = words;
  const reason = reasonOf(incident);
  return (
    <Flex direction="column" gap="2">
      <Text as="h1" variant="title-small" weight="bold" style={{ margin: 0, overflowWrap: 'anywhere' }}>
        {incident.title}
      </Text>
      <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
        <PhaseMark {...incident} />
        {isOnlyPredicted(incident) && !isSizing(incident) && <Mark tone="info">{labels.onlyPredicted}</Mark>}
        {incident.began === 'storm' ? (
          <Text>{incident.service}</Text>
        ) : (
          <Link href={paths.service(incident.service)}>{incident.service}</Link>
        )}
        <Text color="secondary">{words.severities[incident.severity]}</Text>
        <Text color="secondary">
          {labels.started} <Moment iso={incident.startedAt} />
        </Text>
      </Flex>
      {reason && <Text>{reason}</Text>}
      {incident.mergedInto && (
        <Text>
          {labels.mergedInto} <Link href={paths.incident(incident.mergedInto)}>{incident.mergedInto}</Link>
        </Text>
      )}
    </Flex>
  );
}
