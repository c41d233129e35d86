import type { Verdict } from '@autocura/common';
import type { Facts } from './facts';
import type { Subject } from './guardrail';
import { guardrails } from './guardrails';
import { byStrictness } from './strictest';

/** Every guardrail's word on a step, the strictest first. */
export const judgeStep = (subject: Subject, facts: Facts): Verdict[] =>
  byStrictness(
    guardrails.flatMap(({ id, judge }) => {
      const word = judge(subject, facts);
      return word ? [{ guardrail: id, ...word }] : [];
    }),
  );
