import type { WorthRow } from './worth';

const perNo = 2;
const most = 6;

/** What to subtract from the support of a failure mode at a service, in units of support. */
export type Doubts = (service: string, failureMode: string) => number;

/** Each "no, that was not the cause" weighs nearly as much as a strong sign, and fades as the mode proves right. */
export function doubts(rows: WorthRow[]): Doubts {
  return (service, failureMode) => {
    const same = rows.filter(row => row.service === service && row.failureMode === failureMode);
    const denied = same.reduce((total, row) => total + row.denied, 0);
    const healed = same.reduce((total, row) => total + row.healed, 0);
    return Math.min(most, (perNo * denied) / (1 + healed));
  };
}
