import { person, wouldBeMarks, type WouldBeMark } from '@autocura/common';
import { Button, Flex, Text } from '@backstage/ui';
import { useWords } from '../useWords';

/** Asks what a step would have been that was only observed; an answer can be changed, the newest counts. */
export function MarkIt({
  given,
  pending,
  mark,
}: {
  given: WouldBeMark | undefined;
  pending: boolean;
  mark: (mark: WouldBeMark['mark']) => void;
}) {
  const words = useWords();
  const { labels } = words;
  return (
    <Flex align="center" gap="2" role="group" aria-label={labels.wouldHaveBeen} style={{ flexWrap: 'wrap' }}>
      <Text>{labels.wouldHaveBeen}</Text>
      {wouldBeMarks.map(one => (
        <Button
          key={one}
          size="small"
          variant={given?.mark === one ? 'primary' : 'secondary'}
          aria-pressed={given?.mark === one}
          isDisabled={pending}
          onPress={() => mark(one)}
        >
          {words.wouldBeMarks[one]}
        </Button>
      ))}
      {given && (
        <Text variant="body-small" color="secondary">
          {[person(given.by), given.note].filter(Boolean).join(': ')}
        </Text>
      )}
    </Flex>
  );
}
