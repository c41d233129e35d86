import { join } from 'node:path';
import { type ChangeRecord, localize, type LocalizeInput } from '../../src/diagnose/localize';
import { readCase } from './readCase';
import type { Truth } from './score';

/** How often the right change is named with the changes of so many other outages beside it. */
export interface Decoyed {
  others: number;
  cases: number;
  /** The guilty one is named, or none where none is guilty. */
  right: number;
  /** Another one is named. */
  wrong: number;
  /** Cases with a guilty one, and those of them where it is among the first two. */
  guilty: number;
  ofTwo: number;
}

const seconds = 60;
/** Outages that follow one another are alike: every third is taken. */
const stride = 3;

/**
 * The commits of another outage as well, each rolled out to whoever is suspected first, a minute or more before the
 * youngest of its own: none of them is guilty.
 */
export function withDecoys(input: LocalizeInput, other: LocalizeInput, from: string): LocalizeInput {
  const suspect = localize(input).services[0]?.service ?? '';
  const youngest = Math.max(...commitsOf(input).map(({ time }) => time));
  const decoys = commitsOf(other).flatMap((commit, n): ChangeRecord[] => {
    const moved = { ...commit, id: `${from} ${commit.id}`, time: youngest - (n + 2) * seconds };
    const rollout = { kind: 'deploy', time: moved.time + seconds, service: suspect } as const;
    return [moved, { ...rollout, id: moved.id, message: '', files: [], diff: '' }];
  });
  return { ...input, changes: [...input.changes, ...decoys] };
}

export function decoyed(data: string, truths: Truth[], others: number): Decoyed {
  const found: Decoyed = { others, cases: 0, right: 0, wrong: 0, guilty: 0, ofTwo: 0 };
  const known = truths.filter(({ rootCauseCommit }) => rootCauseCommit !== undefined);
  const inputs = known.map(({ id }) => readCase(join(data, id)));
  known.forEach(({ rootCauseCommit: guilty = 'none' }, n) => {
    const told = Array.from({ length: others }, (_, k) => (n + (k + 1) * stride) % known.length).reduce(
      (input, other) => withDecoys(input, inputs[other] ?? input, known[other]?.id ?? ''),
      inputs[n] as LocalizeInput,
    );
    const { named, ranked = [] } = localize(told).change ?? {};
    const name = named?.change.id ?? 'none';
    found.cases += 1;
    if (name === guilty) found.right += 1;
    else if (named) found.wrong += 1;
    if (guilty === 'none') return;
    found.guilty += 1;
    if (ranked.slice(0, 2).some(({ change }) => change.id === guilty)) found.ofTwo += 1;
  });
  return found;
}

const commitsOf = ({ changes }: LocalizeInput) => changes.filter(({ kind }) => kind === 'commit');
