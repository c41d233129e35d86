import type { Estimate } from '../score/bootstrap';
import { rivals } from '../score/table';
import type { ArmRow } from '../score/table';
import { signed } from '../score/verdicts';

export interface Cell {
  main: string;
  /** What stands in brackets or below: an interval, or the worst case. */
  detail?: string;
}

export interface Column {
  name: string;
  of: (row: ArmRow) => Cell;
}

const plain = (value: string | number | null): Cell => ({ main: value === null ? '–' : String(value) });

/** The league table, for every form it is printed in; the first column names the arm. */
export const columns: Column[] = [
  { name: 'arm', of: ({ arm }) => plain(arm) },
  { name: 'right', of: ({ right, faults }) => plain(right === null ? null : `${right} of ${faults}`) },
  { name: 'recovered', of: ({ recovered, faults }) => plain(`${recovered} of ${faults}`) },
  {
    name: 'harmful',
    of: ({ harmful, harmOpen }) => ({ ...plain(harmful), ...(harmOpen > 0 && { detail: `${harmOpen} runs open` }) }),
  },
  { name: 'false claims', of: ({ claimedWrongly }) => plain(claimedWrongly) },
  { name: 's to recovery', of: ({ recoveredS }) => estimate(recoveredS, 1) },
  { name: 'requests failed', of: ({ requestsFailed }) => estimate(requestsFailed, 0) },
];

/** How much later an arm recovers than each rival that ran, where both do. */
export const laterColumns = (table: ArmRow[]): Column[] =>
  rivals
    .filter(rival => table.some(({ arm }) => arm === rival))
    .map(rival => ({
      name: `s later than ${rival}`,
      of: ({ later }) => {
        const found = later[rival];
        if (!found?.medianS || !found.worst) return plain(null);
        return { main: signed(found.medianS.value), detail: `max ${signed(found.worst.s)}, ${found.faults} faults` };
      },
    }));

export const withDetail = ({ main, detail }: Cell): string => (detail === undefined ? main : `${main} (${detail})`);

function estimate(found: Estimate | null, digits: number): Cell {
  if (!found) return plain(null);
  return { main: found.value.toFixed(digits), detail: `${found.low.toFixed(0)} to ${found.high.toFixed(0)}` };
}
