import type { Run } from '../types';
import { rules as defaults, windowS } from './judged';
import type { Rules } from './judged';
import { judge, normalOf } from './normal';
import type { Judgement } from './normal';

type Watched = Pick<Run, 'seconds' | 'injectedAt' | 'endedAt'>;

/** `never-hurt`: all was well throughout; `unknown`: nothing was recorded from before the injection. */
export type Recovery = { is: 'recovered'; s: number } | { is: 'not-recovered' } | { is: 'never-hurt' | 'unknown' };

/** Seconds from the injection until the first good period began, after things had gone bad. */
export function recovery(run: Watched, rules: Rules = defaults): Recovery {
  const normal = normalOf(run);
  if (!normal) return { is: 'unknown' };
  const judged = judge(run, normal);
  const hurt = judged.findIndex(({ well }) => !well);
  if (hurt === -1) return { is: 'never-hurt' };

  const underWay = goodSince({ ...run, endedAt: Math.min(run.endedAt, run.injectedAt + rules.cutS) }) !== null;
  const last = underWay ? rules.horizonS : rules.cutS;
  for (let i = hurt; i <= last && i + rules.holdS <= judged.length; i += 1) {
    if (judged[i]?.mayBegin && heldFrom(judged, i, rules.holdS))
      return { is: 'recovered', s: sinceInjectionOf(run, i) };
  }
  return { is: 'not-recovered' };
}

/**
 * Seconds from the injection at which the good period began that is still under way at the end of what was recorded;
 * null where there is none. Tells a runner whether to go on watching.
 */
export function goodSince(run: Watched): number | null {
  const normal = normalOf(run);
  if (!normal) return null;
  const judged = judge(run, normal);
  const lastBad = judged.map(({ well }) => well).lastIndexOf(false);
  const begins = judged.findIndex(({ mayBegin }, i) => i > lastBad && mayBegin);
  return begins === -1 ? null : sinceInjectionOf(run, begins);
}

/** Only windows that lie within the period; what comes after it is not its business. */
const heldFrom = (judged: Judgement[], from: number, holdS: number) =>
  judged.slice(from, from + holdS - windowS + 1).every(({ well }) => well);

const sinceInjectionOf = ({ injectedAt }: Watched, i: number) =>
  Math.max(0, Math.round((Math.floor(injectedAt) + i - injectedAt) * 10) / 10);
