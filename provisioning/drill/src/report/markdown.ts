import type { ArmRow } from '../score/table';
import { columns, laterColumns, withDetail } from './headline';

/** The league table for a page of documentation. */
export function markdownTable(table: ArmRow[]): string {
  const all = [...columns, ...laterColumns(table)];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(all.map(({ name }) => name)),
    line(all.map((_, i) => (i === 0 ? '---' : '--:'))),
    ...table.map(row => line(all.map(({ of }) => withDetail(of(row))))),
    '',
  ].join('\n');
}
