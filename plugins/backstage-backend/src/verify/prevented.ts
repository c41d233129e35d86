import type { Claim, Outcome } from '@autocura/common';
import { symptomsOf } from './symptoms';
import { verify } from './verify';

/**
 * What an act came to that was to prevent something. Healed: by what is known since the act it is no longer expected,
 * and nothing that users feel is bad. Nothing was bad before, so the usual comparison can only find what got worse.
 */
export function prevented({
  expected,
  ...seen
}: Omit<Parameters<typeof verify>[0], 'firing' | 'settled' | 'due'> & { expected: boolean }): {
  outcome: Outcome | 'look again';
  because: Claim[];
} {
  const { after, lastLook } = seen;
  const usual = verify({ ...seen, firing: expected, settled: true, due: false });
  if (usual.outcome === 'worse') return usual;
  const { bad, good } = symptomsOf(after);
  const wait = (outcome: Outcome, says: string) => ({
    outcome: lastLook ? outcome : ('look again' as const),
    because: [{ says, evidence: after.map(({ id }) => id) }],
  });
  if (bad.length > 0) return wait('not healed', bad.join('; '));
  if (expected) return wait('not healed', 'it is still expected');
  if (good.length === 0) return wait('inconclusive', 'nothing that can be measured tells');
  return {
    outcome: 'healed',
    because: [{ says: 'nothing is expected, and all measures well', evidence: after.map(({ id }) => id) }],
  };
}
