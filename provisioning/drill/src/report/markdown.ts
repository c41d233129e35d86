import type { ArmRow } from '../score/table';
import { headline } from './headline';

/** The league table for a page of documentation. */
export function markdownTable(table: ArmRow[]): string {
  const { head, rows } = headline(table);
  const line = (cells: string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line), ''].join('\n');
}
