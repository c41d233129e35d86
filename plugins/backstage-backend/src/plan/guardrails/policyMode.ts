import type { Guardrail, Objection } from '../guardrail';
import type { Grant } from '../policy';

const words: Record<Grant['mode'], (from: string) => Objection> = {
  observe: from => ({ decision: 'deny', reason: `observe only, it is shown but never run: ${from}` }),
  propose: from => ({ decision: 'ask', reason: `recommend only, a person has to run it: ${from}` }),
  approve: from => ({ decision: 'ask', reason: `a person has to approve it: ${from}` }),
  auto: from => ({ decision: 'allow', reason: `automatic: ${from}` }),
};

/** What the healing policy grants. It always has a word, so that each plan says by whose leave. */
export const policyMode: Guardrail = {
  id: 'policy-mode',
  keeps: ['G-10', 'G-11', 'G-15'],
  judge: ({ grant }) => words[grant.mode](grant.from),
};
