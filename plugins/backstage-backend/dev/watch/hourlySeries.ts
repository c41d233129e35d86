import { readFileSync } from 'node:fs';

/** Hourly values by the name of their series, from rows of name and values; a row whose second cell is no number is a head. */
export function readHourly(file: string): Map<string, Float64Array> {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map(row => row.split(',').map(cell => cell.replaceAll('"', '').trim()))
    .filter(([, first = '']) => Number.isFinite(Number.parseFloat(first)));
  return new Map(
    rows.map(([name = '', ...cells]) => [
      name,
      Float64Array.from(
        cells.filter(cell => cell !== '' && cell !== 'NA'),
        Number,
      ),
    ]),
  );
}
