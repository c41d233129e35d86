import type { Page } from '@autocura/common';
import { useCallback, useState } from 'react';

/** A way through a list by its cursors: what to ask for, and how to go on and back. Another `key` is another list. */
export function usePages(key: string) {
  const [way, setWay] = useState<{ key: string; cursors: string[] }>({ key, cursors: [] });
  const cursors = way.key === key ? way.cursors : [];
  const cursor = cursors.at(-1);
  const onward = useCallback(
    (next: string) => setWay(before => ({ key, cursors: [...(before.key === key ? before.cursors : []), next] })),
    [key],
  );
  const back = useCallback(() => setWay(before => ({ key, cursors: before.cursors.slice(0, -1) })), [key]);
  return { cursor, onward, back, isFirst: cursors.length === 0 };
}

/** Every item of a list, page after page. */
export async function everyItem<T>(page: (cursor?: string) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const answer: Page<T> = await page(next);
    items.push(...answer.items);
    next = answer.next;
  } while (next !== undefined);
  return items;
}
