import type { Diagnosis, IncidentEvent, Plan, RealAttempt, ReplayKind, Step, Stored, Verdict } from '@autocura/common';

/** What really happened in an episode, as far as it was recorded. */
export class Real {
  readonly attempts = new Map<string, RealAttempt>();
  /** The step that waits for an answer, or waited last. */
  proposed: Step | undefined;
  /** The loop looked into it, whatever it found. */
  looked = false;
  how: string | undefined;
  /** What guardrails said to what was planned last. */
  private verdicts: Verdict[] = [];
  private observed: Step | undefined;
  private blocked = false;
  private escalated = false;
  private diagnosis: Diagnosis | undefined;

  take(event: Stored<IncidentEvent>) {
    if ('plan' in event.data) this.verdicts = event.data.plan.verdicts;
    switch (event.type) {
      case 'incident.deferred':
        this.looked = true;
        break;
      case 'incident.diagnosed':
        this.looked = true;
        this.diagnosis = event.data.diagnosis;
        break;
      case 'incident.proposed':
        this.proposed = event.data.plan.step;
        break;
      case 'incident.blocked':
        this.blocked = true;
        break;
      case 'incident.observed':
        this.observed = event.data.plan.step;
        break;
      case 'incident.escalated':
        this.escalated = true;
        break;
      case 'incident.acting': {
        const { key, step, by, intendedAt } = event.data.attempt;
        this.attempts.set(key, { at: intendedAt, step, ...(by !== undefined && { by }) });
        break;
      }
      case 'incident.acted':
        this.change(event.data.key, event.data.failed === undefined ? {} : { failed: event.data.failed });
        break;
      case 'incident.verified':
        this.change(event.data.key, { outcome: event.data.outcome });
        break;
      case 'incident.resolved':
        this.how = event.data.how;
    }
  }

  /** The plan that comes next tells what was known before it was written. */
  foresee(plan: Plan | undefined) {
    if (plan) this.verdicts = plan.verdicts;
  }

  /** What a guardrail said last, without how it begins to. */
  said(guardrail: string, beginning: string): string | undefined {
    const reason = this.verdicts.find(verdict => verdict.guardrail === guardrail)?.reason;
    return reason?.startsWith(beginning) ? reason.slice(beginning.length) : reason;
  }

  get kind(): ReplayKind {
    if (this.attempts.size > 0) return 'done';
    if (this.proposed) return 'proposed';
    if (this.observed) return 'observed';
    if (this.escalated) return this.diagnosis && hasRemedy(this.diagnosis) ? 'refused' : 'no remedy';
    return this.blocked ? 'held back' : 'nothing';
  }

  get firstStep(): Step | undefined {
    return [...this.attempts.values()][0]?.step ?? this.proposed ?? this.observed;
  }

  private change(key: string, by: Partial<RealAttempt>) {
    const attempt = this.attempts.get(key);
    if (attempt) this.attempts.set(key, { ...attempt, ...by });
  }
}

/** There is something that could be tried against what was found. */
export const hasRemedy = ({ hypotheses }: Diagnosis) =>
  hypotheses.some(
    ({ standing, support, remedies }) => remedies.length > 0 && (standing !== 'inconclusive' || support > 0),
  );
