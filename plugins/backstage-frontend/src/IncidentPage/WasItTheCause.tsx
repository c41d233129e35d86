import { person, type Feedback, type Incident } from '@autocura/common';
import { Button, Flex, Text } from '@backstage/ui';
import { useWords } from '../useWords';

/** Asks whether the first cause was right; an answer can be changed, the newest counts. */
export function WasItTheCause({
  hypothesis,
  given,
  pending,
  answer,
}: {
  hypothesis: string;
  given: Incident['feedback'][number] | undefined;
  pending: boolean;
  answer: (feedback: Feedback) => void;
}) {
  const { labels } = useWords();
  return (
    <Flex align="center" gap="2" role="group" aria-label={labels.wasItTheCause} style={{ flexWrap: 'wrap' }}>
      <Text>{labels.wasItTheCause}</Text>
      {[true, false].map(right => (
        <Button
          key={String(right)}
          size="small"
          variant={given?.right === right ? 'primary' : 'secondary'}
          isDisabled={pending}
          onPress={() => answer({ hypothesis, right })}
        >
          {right ? labels.yes : labels.no}
        </Button>
      ))}
      {given && (
        <Text variant="body-small" color="secondary">
          {person(given.by)}: {given.right ? labels.yes : labels.no}.{' '}
          {given.right ? labels.causeConfirmed : labels.causeDoubted}
        </Text>
      )}
    </Flex>
  );
}
