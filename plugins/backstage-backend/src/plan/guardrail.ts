import type { Hypothesis, Incident, Step, Verdict } from '@autocura/common';
import type { Facts } from './facts';
import type { Ceilings } from './limits';
import type { Grant } from './policy';

/** What planning has to know of an action. How it is done is none of its business. */
export interface KnownAction {
  id: string;
  /** What the step does, in plain words: "Roll cart back to version 1". */
  describe(step: Step): string;
  /** What is wrong with the step (a parameter out of bounds, an empty target); undefined when nothing is. */
  objection(step: Step): string | undefined;
  /** `mitigation`: there is nothing to take back. */
  reversible: 'reversible' | 'mitigation' | 'irreversible';
  /** Running replicas go away for a moment. */
  interrupts: boolean;
  /** How many replicas there will be, for a step that sets this. */
  leaves?(step: Step): number;
  /** How much of what has a ceiling there will be, for a step that sets this. */
  wants?(step: Step): Partial<Ceilings>;
  /** The parameter that costs more the higher it is set. */
  grows?: string;
}

export interface Subject {
  incident: Incident;
  hypothesis: Pick<Hypothesis, 'id' | 'service' | 'failureMode' | 'title' | 'support' | 'standing'>;
  step: Step;
  action: KnownAction;
  digest: string;
  grant: Grant;
  /** Who asked for this very step, where a person did. */
  by?: string;
}

export type Objection = Omit<Verdict, 'guardrail'>;

export interface Guardrail {
  id: string;
  /** The statements of docs/guardrails.md that no longer hold without it; their tests carry the same numbers. */
  keeps: string[];
  /** Its word, or undefined when it has nothing to say. */
  judge(subject: Subject, facts: Facts): Objection | undefined;
}

/** ISO 8601 of a moment so many milliseconds after another. */
export const later = (iso: string, ms: number) => new Date(Date.parse(iso) + ms).toISOString();
