import { Button } from '@grafana/ui';
import React, { useState } from 'react';
import { useWords } from '../useWords';

const few = 50;

/** The first of many, and a button that brings the others: an outage can have thousands of alerts. */
export function useFirst<T>(items: T[], first = few) {
  const { labels } = useWords();
  const [all, setAll] = useState(false);
  const hides = !all && items.length > first;
  return {
    shown: hides ? items.slice(0, first) : items,
    others: hides && (
      <div>
        <Button variant="secondary" size="sm" onClick={() => setAll(true)}>
          {`${labels.showAll} (${items.length})`}
        </Button>
      </div>
    ),
  };
}
