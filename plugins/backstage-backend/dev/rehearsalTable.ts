import type { Rehearsed } from '../src/rehearse/rehearse';

/** A row an action: what became of it, whether what was before came back, in how many seconds, or why not. */
export function rehearsalTable(rows: Rehearsed[]): string {
  const lines = [
    ['action', 'outcome', 'way back', 'seconds', ''],
    ...rows.map(({ action, outcome, wayBack = '', seconds, why = '' }) => [
      ...[action, outcome, wayBack, seconds === undefined ? '' : seconds.toFixed(1), why],
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0))) ?? [];
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
