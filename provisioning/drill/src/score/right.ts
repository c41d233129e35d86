import type { Judged, Named, Run } from '../types';
import type { Result } from '../types';

/**
 * Whether the first cause an arm committed itself to was a true one. Who commits to nothing says "unknown", and that is
 * right where nothing is named as true.
 */
export function right(
  run: Pick<Run, 'arm' | 'named'>,
  { services, modes }: Pick<Judged['truth'], 'services' | 'modes'>,
): Pick<Result, 'serviceRight' | 'modeRight' | 'firstHypothesis'> {
  if (run.arm !== 'autocura') return { serviceRight: null, modeRight: null, firstHypothesis: null };
  const first = firstCommitted(run.named);
  if (!first) return { serviceRight: services.length === 0, modeRight: modes.length === 0, firstHypothesis: 'unknown' };
  return {
    serviceRight: services.includes(first.service),
    modeRight: modes.includes(first.failureMode),
    firstHypothesis: `${first.service}/${first.failureMode}`,
  };
}

export const firstCommitted = (named: Named[]): Named | undefined =>
  [...named].sort((a, b) => a.at - b.at).find(({ committed, failureMode }) => committed && failureMode !== 'unknown');
