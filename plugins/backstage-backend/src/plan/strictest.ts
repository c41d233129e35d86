import type { Verdict } from '@autocura/common';

const strictness = ({ decision, until }: Verdict) =>
  ({ allow: 0, ask: 1, deny: until === undefined ? 3 : 2 })[decision];

/** The strictest first. A denial that time does not cure is stricter than one it does; of those, the longest. */
export const byStrictness = (verdicts: Verdict[]) =>
  [...verdicts].sort(
    (a, b) => strictness(b) - strictness(a) || Date.parse(b.until ?? '') - Date.parse(a.until ?? '') || 0,
  );

/** The word that counts. */
export const strictest = (verdicts: Verdict[]): Verdict =>
  byStrictness(verdicts)[0] ?? { guardrail: 'none', decision: 'allow', reason: 'no guardrail objects' };
