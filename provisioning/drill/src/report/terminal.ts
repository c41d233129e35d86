import type { ScoredLeague } from '../score/scoreLeague';
import { headline } from './headline';

/** The league table and the promises, for the end of a league in a terminal. */
export function terminalTable({ table, verdicts }: Pick<ScoredLeague, 'table' | 'verdicts'>): string {
  const { head, rows } = headline(table);
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map(row => row[i]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const word = (met: boolean | null) => (met === null ? 'not judged' : met ? 'met' : 'not met');
  return [
    line(head),
    line(widths.map(width => '-'.repeat(width))),
    ...rows.map(line),
    '',
    ...verdicts.map(({ promise, figure, met }) => `${word(met).padEnd(10)}  ${promise}: ${figure}`),
    '',
  ].join('\n');
}
