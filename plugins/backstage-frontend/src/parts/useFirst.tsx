import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useWords } from '../useWords';

/** The first of many, and a button that brings the others: an outage can have thousands of alerts. */
export function useFirst<T>(items: T[], few = 50) {
  const { labels } = useWords();
  const [all, setAll] = useState(false);
  const hides = !all && items.length > few;
  return {
    shown: hides ? items.slice(0, few) : items,
    others: hides && (
      <Button variant="secondary" onPress={() => setAll(true)}>
        {`${labels.showAll} (${items.length})`}
      </Button>
    ),
  };
}
