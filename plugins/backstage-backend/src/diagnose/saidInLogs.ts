import type { Measurement } from '@autocura/common';
import { type Measured, type Sign, speaksFor } from './signs';
import { round } from './words';

/** More lines than usual say so. */
export const isSaid = (answer: Measurement): answer is Measured =>
  answer.state === 'measured' && answer.value > 0 && answer.value > 2 * (answer.normal ?? 0);

/** A sign from lines of a log, where more than usual say so. A log that says nothing of it is no sign. */
export const saidInLogs =
  (weight: number, whose: 'its log' | "its callers' logs", what: string) =>
  (answer: Measured): Sign | undefined =>
    isSaid(answer)
      ? speaksFor(
          weight,
          `${whose} ${whose === 'its log' ? 'tells' : 'tell'} of ${what}, ${round(answer.value * 60)} lines a minute`,
        )
      : undefined;
