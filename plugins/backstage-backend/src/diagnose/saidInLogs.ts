import type { Measurement } from '@autocura/common';
import { type Measured, type Sign, speaksFor } from './signs';
import { round } from './words';

/** More lines than usual say so. */
export const isSaid = (answer: Measurement): answer is Measured =>
  answer.state === 'measured' && answer.value > 0 && answer.value > 2 * (answer.normal ?? 0);

/** A sign from lines of a log, where more than usual say so. A log that says nothing of it is no sign. */
export const saidInLogs =
  (weight: number, whose: 'its log' | "its callers' logs", what: string) =>
  (answer: Measured): Sign | undefined => {
    if (!isSaid(answer)) return undefined;
    const often = round(answer.value * 60);
    const tells = whose === 'its log' ? 'tells' : 'tell';
    return speaksFor(weight, `${whose} ${tells} of ${what}, ${often} ${often === 1 ? 'line' : 'lines'} a minute`);
  };
