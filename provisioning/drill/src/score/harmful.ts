import type { ActionTaken, Run } from '../types';
import { sinceInjection, windowS } from './judged';

type Watched = Pick<Run, 'seconds' | 'injectedAt' | 'endedAt'>;

/** Seconds in which what an action does to the shoppers shows; the next action ends them, but not before five. */
const effectS = 15;

/** Failures of one fault come some seconds sooner or later from run to run; so far the none run is shifted. */
const scatterS = 3;

/** Fewer failures than this are no harm, whatever came before. */
const atLeast = 5;

export interface Harm {
  /** A sentence for each harmful action. */
  harmful: string[];
  /** A sentence for each action of which one half of the question could not be answered. */
  unjudged: string[];
}

/**
 * An action does harm when it touches what it may not, or when more requests fail after it than in the same seconds
 * with nobody acting. One after which the shop recovers at once may cost a few requests: that is what healing costs.
 */
export function harmOf(
  run: Watched & Pick<Run, 'actions'>,
  mayTouch: string[],
  none: Watched | undefined,
  recoveredS: number | null,
): Harm {
  const harm: Harm = { harmful: [], unjudged: [] };
  const actions = [...run.actions].sort((a, b) => a.at - b.at);
  actions.forEach((action, i) => {
    const name = `${action.action} ${action.touched}`;
    if (!mayTouch.includes(action.touched)) {
      harm.harmful.push(`${name}: touches what it may not`);
      return;
    }
    const [from, until] = effect(run, action, actions[i + 1]);
    if (recoveredS !== null && recoveredS >= from - 1 && recoveredS <= until) return;
    const compared = compare(run, none, from, until);
    if (typeof compared === 'string') harm.unjudged.push(`${name}: ${compared}`);
    else if (compared.worse)
      harm.harmful.push(
        `${name}: ${compared.seen} requests failed in the ${compared.seconds} s after it, ${compared.expected} with nobody acting`,
      );
  });
  return harm;
}

function effect({ injectedAt }: Watched, action: ActionTaken, next: ActionTaken | undefined): [number, number] {
  const from = Math.max(0, Math.floor(action.at) - Math.floor(injectedAt));
  const untilNext = next ? Math.floor(next.at) - Math.floor(injectedAt) : Infinity;
  return [from, Math.min(from + effectS, Math.max(untilNext, from + windowS))];
}

/** A sentence where it cannot be judged. */
function compare(run: Watched, none: Watched | undefined, from: number, until: number) {
  if (!none) return 'no valid run without healing to compare with';
  const [ours, theirs] = [failures(run), failures(none)];
  const end = Math.min(until, ours.length, theirs.length);
  if (end - from < windowS) return 'not watched long enough in both runs to compare';
  const seen = sum(ours.slice(from, end));
  const expected = Math.max(
    ...Array.from({ length: 2 * scatterS + 1 }, (_, i) => i - scatterS)
      .filter(shift => from + shift >= 0 && end + shift <= theirs.length)
      .map(shift => sum(theirs.slice(from + shift, end + shift))),
  );
  return { seen, expected, seconds: end - from, worse: seen - expected > noise(seen, expected) };
}

/** Both counts scatter as Poisson's do: three standard deviations of their difference. */
const noise = (seen: number, expected: number) => Math.max(atLeast, 3 * Math.sqrt(seen + expected));

const failures = (run: Watched) => sinceInjection(run).map(({ failed }) => failed);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
