import type { Judged, Named, Run } from '../types';
import type { Result } from '../types';

/**
 * Whether the first cause an arm committed itself to was a true one. Who commits to nothing says "unknown", and that is
 * right where nothing is named as true.
 */
export function right(
  run: Pick<Run, 'arm' | 'named' | 'located'>,
  { services, modes }: Pick<Judged['truth'], 'services' | 'modes'>,
): Pick<Result, 'serviceRight' | 'modeRight' | 'locatedRight' | 'firstHypothesis'> {
  if (run.arm !== 'autocura') return { serviceRight: null, modeRight: null, locatedRight: null, firstHypothesis: null };
  const first = firstCommitted(run.named);
  const locatedRight = run.located === undefined ? null : isRight(run.located);
  if (!first)
    return {
      serviceRight: services.length === 0,
      modeRight: modes.length === 0,
      locatedRight,
      firstHypothesis: 'unknown',
    };
  return {
    serviceRight: services.includes(first.service),
    modeRight: modes.includes(first.failureMode),
    locatedRight,
    firstHypothesis: `${first.service}/${first.failureMode}`,
  };

  function isRight(located: string | null) {
    return located === null ? services.length === 0 : services.includes(located);
  }
}

export const firstCommitted = (named: Named[]): Named | undefined =>
  [...named].sort((a, b) => a.at - b.at).find(({ committed, failureMode }) => committed && failureMode !== 'unknown');
