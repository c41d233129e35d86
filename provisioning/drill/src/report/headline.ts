import type { Estimate } from '../score/bootstrap';
import { rivals } from '../score/table';
import type { ArmRow } from '../score/table';
import { signed } from '../score/verdicts';

/** The league table as text cells, for every form it is printed in. */
export interface Headline {
  head: string[];
  rows: string[][];
}

export function headline(table: ArmRow[]): Headline {
  const compared = rivals.filter(rival => table.some(({ arm }) => arm === rival));
  return {
    head: [
      'arm',
      'right',
      'recovered',
      'harmful',
      'claimed wrongly',
      'mean s to recovery',
      'mean requests failed',
      ...compared.map(rival => `s later than ${rival}`),
      'void',
    ],
    rows: table.map(row => [
      row.arm,
      row.right === null ? '–' : `${row.right} of ${row.faults}`,
      `${row.recovered} of ${row.faults}`,
      String(row.harmful),
      row.claimedWrongly === null ? '–' : String(row.claimedWrongly),
      estimate(row.recoveredS, 1),
      estimate(row.requestsFailed, 0),
      ...compared.map(rival => {
        const later = row.later[rival];
        if (!later?.medianS || !later.worst) return '–';
        return `${signed(later.medianS.value)} (max ${signed(later.worst.s)}, n ${later.faults})`;
      }),
      String(row.void),
    ]),
  };
}

const estimate = (found: Estimate | null, digits: number) =>
  found ? `${found.value.toFixed(digits)} (${found.low.toFixed(digits)} to ${found.high.toFixed(digits)})` : '–';
