import type { Run } from '../types';
import { rules as defaults } from './judged';
import type { Rules } from './judged';
import { judge, normalOf } from './normal';

/** One bad second spoils the five windows it lies in; twice that is more than a hiccup of the machine. */
const badWindows = 10;

/** Whether shoppers felt the fault with nobody healing it; null where nothing was recorded before the injection. */
export function hurts(
  noneRun: Pick<Run, 'seconds' | 'injectedAt' | 'endedAt'>,
  rules: Rules = defaults,
): boolean | null {
  const normal = normalOf(noneRun);
  if (!normal) return null;
  return (
    judge(noneRun, normal)
      .slice(0, rules.failedS)
      .filter(({ well }) => !well).length >= badWindows
  );
}
