import type { Run } from '../types';
import { rules as defaults, sinceInjection } from './judged';
import type { Rules } from './judged';

type Watched = Pick<Run, 'seconds' | 'injectedAt' | 'endedAt'>;

/** Requests that failed in the seconds in which all arms are compared. */
export const requestsFailed = (run: Watched, rules: Rules = defaults): number =>
  sinceInjection(run)
    .slice(0, rules.failedS)
    .reduce((sum, { failed }) => sum + failed, 0);

/** Whether it was watched for so long; else the count is too low to be compared. */
export const watchedLongEnough = (run: Watched, rules: Rules = defaults): boolean =>
  sinceInjection(run).length >= rules.failedS;
