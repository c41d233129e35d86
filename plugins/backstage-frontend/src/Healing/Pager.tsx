import { Button, Flex } from '@backstage/ui';
import { useWords } from '../useWords';

/** From page to page of a list. Nothing stands here where one page is all there is. */
export function Pager(of: {
  isFirst: boolean;
  next: string | undefined;
  onward: (next: string) => void;
  back: () => void;
}) {
  const { isFirst, next, onward, back } = of;
  const { labels } = useWords();
  if (isFirst && next === undefined) return null;
  return (
    <Flex gap="2">
      <Button size="small" variant="secondary" isDisabled={isFirst} onPress={back}>
        {labels.previousPage}
      </Button>
      <Button
        size="small"
        variant="secondary"
        isDisabled={next === undefined}
        onPress={() => next !== undefined && onward(next)}
      >
        {labels.nextPage}
      </Button>
    </Flex>
  );
}
