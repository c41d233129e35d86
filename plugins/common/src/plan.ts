import type { Claim, Evidence } from './measurement';

/** An action with its parameters. It sets a state, never adds to one: twice is once. */
export interface Step {
  action: string;
  /** The object that is changed; locks, cooldowns and limits count per target. */
  target: string;
  params: Record<string, string | number | boolean>;
}

/** What cannot be taken back takes two people, and each of them may have to show a second factor. */
export const isIrreversible = ({ approvers = 1 }: Pick<Plan, 'approvers'>) => approvers > 1;

export const outcomes = ['healed', 'not healed', 'worse', 'inconclusive'] as const;
export type Outcome = (typeof outcomes)[number];

export const modes = ['observe', 'propose', 'approve', 'auto'] as const;
export type Mode = (typeof modes)[number];

/** A guardrail's word. Never the result of verification. */
export interface Verdict {
  guardrail: string;
  decision: 'allow' | 'ask' | 'deny';
  reason: string;
  /** For a denial that time cures: when it is worth asking again, ISO 8601. */
  until?: string;
}

export interface Plan {
  step: Step;
  /** What it does, in words. */
  says: string;
  /** The hypothesis it follows from. */
  hypothesis: string;
  /** Every guardrail's word, the strictest first. */
  verdicts: Verdict[];
  /**
   * Over step, cause, incident, policy, how many tries went before and what is foretold: what an approval is bound to.
   */
  digest: string;
  /** What it would change, asked when it was proposed. */
  foretold?: Foretold;
  /** Why it is asked about once more, though it had been approved. */
  again?: string;
  /** Who asked for it of their own accord. They cannot approve it. */
  askedBy?: string;
  /** How many people have to approve it; one where absent. */
  approvers?: number;
  /** Who has approved it so far. */
  approvals?: string[];
  /** Whose word it goes by: the last who had to approve it, else who asked for it. */
  by?: string;
  /** Until when their word holds, ISO 8601. */
  validUntil?: string;
}

/** One field that a step changes, as the system that is changed foretold it. */
export interface FieldChange {
  /** What is changed: "Deployment shop/cart". */
  object: string;
  /** Where in it: "spec.replicas"; empty for the object as a whole. */
  field: string;
  /** Before and after, as text; absent where there was or will be nothing. */
  from?: string;
  to?: string;
  /** Which object of that name it is, where that can be told: the next one of the same name has another. */
  uid?: string;
  /** How it is at this moment. It passes, so no approval is bound to it. */
  aside?: string;
}

/** What a step would change, or why that cannot be told beforehand. */
export type Foretold = { changes: FieldChange[] } | { cannot: string };

/** One try of one step, from the saved intent to the measured outcome. */
export interface Attempt {
  /** Idempotency key: incident episode, action, target and number of the attempt. */
  key: string;
  number: number;
  step: Step;
  hypothesis: string;
  failureMode: string;
  service: string;
  /** The step that takes it back; absent where nothing can. */
  undo?: Step;
  /** Who asked for it of their own accord. */
  askedBy?: string;
  /** What it changes, where that could be foretold. */
  changes?: FieldChange[];
  by?: string;
  intendedAt: string;
  actedAt?: string;
  /** Why the effect failed, where it did. */
  failed?: string;
  /** What whoever owns it would have to be asked instead, where it was refused for that. */
  instead?: Step;
  /** What was done, in the words of who did it, where there is more to say than that it was. */
  result?: string;
  outcome?: Outcome;
  because?: Claim[];
  /** Symptoms measured before the act and after the soak. */
  before: Evidence[];
  after?: Evidence[];
  verifiedAt?: string;
  undoneAt?: string;
  /** Who had it taken back, where a person did. */
  undoneBy?: string;
}
