import type { Page } from '@autocura/common';

/** More rows than these nobody reads, and no browser likes to draw. */
export const most = 2_000;
const pageSize = 200;

interface Paged<T> {
  /** The newest first. */
  ask(page: { cursor?: string; limit: number }): Promise<Page<T>>;
  /** ISO 8601. */
  timeOf(item: T): string;
  /** Epoch milliseconds; everything where absent. */
  range?: { from: number; to: number };
}

/** What lies in the range, page by page until what comes is older. */
export async function pagesOf<T>({ ask, timeOf, range }: Paged<T>): Promise<{ items: T[]; truncated: boolean }> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ limit: pageSize, ...(cursor !== undefined && { cursor }) });
    const time = (item: T) => Date.parse(timeOf(item));
    items.push(...page.items.filter(item => !range || (time(item) >= range.from && time(item) <= range.to)));
    const last = page.items.at(-1);
    cursor = range && last && time(last) < range.from ? undefined : page.next;
  } while (cursor !== undefined && items.length < most);
  return { items: items.slice(0, most), truncated: cursor !== undefined || items.length > most };
}
