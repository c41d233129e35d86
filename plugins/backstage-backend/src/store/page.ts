import type { Page } from '@autocura/common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

interface Keyset {
  /** What makes this list another than its like; a cursor of one is refused by the other. */
  list: string;
  /** Text columns that together are unique and never change; with their table where another has one of that name. */
  columns: string[];
  order: 'asc' | 'desc';
}

/** One page by keyset: rows that come meanwhile neither repeat nor hide any. */
export async function readPage<Row extends object, T>(
  query: Knex.QueryBuilder,
  { list, columns, order }: Keyset,
  { limit, cursor }: PageRequest,
  read: (row: Row) => T,
): Promise<Page<T>> {
  const most = Math.min(Math.max(1, limit), 1000);
  if (cursor !== undefined) {
    const place = decodeCursor(list, columns.length, cursor);
    const marks = columns.map(() => '?').join(', ');
    const names = columns.map(() => '??').join(', ');
    query.whereRaw(`(${names}) ${order === 'asc' ? '>' : '<'} (${marks})`, [...columns, ...place]);
  }
  const rows = (await query.orderBy(columns.map(column => ({ column, order }))).limit(most + 1)) as Row[];
  const items = rows.slice(0, most);
  const last = items.at(-1);
  if (last === undefined || rows.length <= most) return { items: items.map(read) };
  const place = columns.map(column => String(last[nameOf(column) as keyof Row]));
  return { items: items.map(read), next: encodeCursor(list, place) };
}

const nameOf = (column: string) => column.slice(column.indexOf('.') + 1);
