import { person, type Attempt, type Incident, type TimelineEvent, outcomeTones, attemptWords } from '@autocura/common';
import { Button, Flex, Text } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';
import { Changes } from './Changes';
import { Claims } from './Claims';

/** What was done for this incident, what it changed by measurement, and the way back. */
export function Attempts({
  incident,
  timeline,
  pending,
  undo,
}: {
  incident: Incident;
  timeline: TimelineEvent[];
  pending: boolean;
  undo: (key: string) => void;
}) {
  const words = useWords();
  const { labels } = words;
  if (incident.attempts.length === 0) return null;
  const told = attemptWords(timeline, words);
  const busy = incident.mergedInto !== undefined || ['acting', 'verifying', 'undoing'].includes(incident.phase);
  return (
    <Panel title={labels.attempts}>
      <Flex direction="column" gap="5">
        {[...incident.attempts].reverse().map(attempt => (
          <OneAttempt
            key={attempt.key}
            attempt={attempt}
            says={told.get(attempt.key) ?? `${attempt.step.action} · ${attempt.step.target}`}
            pending={pending || busy}
            undo={undo}
          />
        ))}
      </Flex>
    </Panel>
  );
}

function OneAttempt({
  attempt,
  says,
  pending,
  undo,
}: {
  attempt: Attempt;
  says: string;
  pending: boolean;
  undo: (key: string) => void;
}) {
  const { labels } = useWords();
  const { by, actedAt, intendedAt, because = [], before, after = [], changes = [], failed, result, key } = attempt;
  return (
    <Flex direction="column" gap="3">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text as="h3" variant="body-large" weight="bold" style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {attempt.number}. {says}
        </Text>
        <Result attempt={attempt} />
        <Text variant="body-small" color="secondary">
          <Moment iso={actedAt ?? intendedAt} as="clock" /> · {by ? person(by) : labels.loop}
        </Text>
      </Flex>
      {(failed ?? result) && <Text style={{ overflowWrap: 'anywhere' }}>{failed ?? result}</Text>}
      <Changes changes={changes} />
      <Claims claims={because} evidence={[...before, ...after]} />
      <WayBack attempt={attempt} pending={pending} undo={() => undo(key)} />
    </Flex>
  );
}

function Result({ attempt: { outcome, failed, undoneAt } }: { attempt: Attempt }) {
  const { labels, outcomes } = useWords();
  return (
    <>
      {failed ? (
        <Mark tone="danger">{labels.failed}</Mark>
      ) : outcome ? (
        <Mark tone={outcomeTones[outcome]}>{outcomes[outcome]}</Mark>
      ) : (
        <Mark tone="info">{labels.measuring}</Mark>
      )}
      {undoneAt && <Mark tone="warning">{labels.undone}</Mark>}
    </>
  );
}

function WayBack({
  attempt: { undo, undoneAt, actedAt },
  pending,
  undo: takeBack,
}: {
  attempt: Attempt;
  pending: boolean;
  undo: () => void;
}) {
  const { labels } = useWords();
  if (undoneAt || !actedAt) return null;
  if (!undo) {
    return (
      <Text variant="body-small" color="secondary">
        {labels.noWayBack}
      </Text>
    );
  }
  const params = Object.entries(undo.params).map(([name, value]) => `${name}=${value}`);
  return (
    <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
      <Button size="small" variant="secondary" isDisabled={pending} onPress={takeBack}>
        {labels.undo}
      </Button>
      <Text variant="body-small" color="secondary" style={{ overflowWrap: 'anywhere' }}>
        {labels.wayBack}: {[undo.action, undo.target, ...params].join(' · ')}
      </Text>
    </Flex>
  );
}
