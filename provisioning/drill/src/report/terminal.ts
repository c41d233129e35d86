import type { ScoredLeague } from '../score/scoreLeague';
import { columns, withDetail } from './headline';

/** The league table and the promises, for the end of a league in a terminal. */
export function terminalTable({ table, verdicts }: Pick<ScoredLeague, 'table' | 'verdicts'>): string {
  const rows = [columns.map(({ name }) => name), ...table.map(row => columns.map(({ of }) => withDetail(of(row))))];
  const widths = columns.map((_, i) => Math.max(...rows.map(row => row[i]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const word = (met: boolean | null) => (met === null ? 'not judged' : met ? 'met' : 'not met');
  const judged = verdicts.map(({ promise, figure, met }) => `${word(met).padEnd(10)}  ${promise}: ${figure}`);
  return [...rows.map(line), '', ...judged, ''].join('\n');
}
