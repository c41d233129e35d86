import { Button } from '@grafana/ui';
import React, { startTransition, useEffect, useState } from 'react';
import { useWords } from '../useWords';

const few = 50;
/** So many more at a time, so that the page answers meanwhile. */
const more = 40;

/** The first of many, and a button that brings the others by and by: an outage can have thousands of alerts. */
export function useFirst<T>(items: T[], first = few) {
  const { labels } = useWords();
  const [most, setMost] = useState(first);
  const grows = most > first && most < items.length;
  useEffect(() => {
    if (!grows) {
      return undefined;
    }
    const next = setTimeout(() => startTransition(() => setMost(before => before + more)));
    return () => clearTimeout(next);
  }, [grows, most]);
  return {
    shown: items.length > most ? items.slice(0, most) : items,
    others: most === first && items.length > first && (
      <div>
        <Button variant="secondary" size="sm" onClick={() => setMost(first + more)}>
          {`${labels.showAll} (${items.length})`}
        </Button>
      </div>
    ),
  };
}
