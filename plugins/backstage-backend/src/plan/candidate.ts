import type { Incident, Plan, Step } from '@autocura/common';
import { digestOf } from './attempts';
import type { Facts } from './facts';
import type { KnownAction, Subject } from './guardrail';
import { judgeStep } from './judgeStep';
import { granted } from './policy';
import { strictest } from './strictest';

export interface PlanSettings {
  /** The actions that can be run here. */
  actions: KnownAction[];
  /** A digest of a text that nobody can forge a second text for. */
  hash(text: string): string;
}

export type Judged =
  | { kind: 'planned' | 'proposed'; plan: Plan }
  | { kind: 'blocked'; plan: Plan; reason: string; until: string }
  /** `observed`: what would be done if the policy let it be more than observed. */
  | { kind: 'refused'; says: string; reason: string; observed?: Plan };

export interface Candidate {
  incident: Incident;
  hypothesis: Subject['hypothesis'];
  step: Step;
  /** What people have said of it, and what they knew. */
  word?: Pick<Plan, 'askedBy' | 'approvals' | 'by' | 'validUntil' | 'foretold' | 'again'>;
}

/** One step before all guardrails. A person's approval answers what asks, and nothing that denies. */
export function judgeCandidate(
  { incident, hypothesis, step, word = {} }: Candidate,
  facts: Facts,
  settings: PlanSettings,
): Judged {
  const action = settings.actions.find(({ id }) => id === step.action);
  if (!action) {
    return { kind: 'refused', says: `${step.action} ${step.target}`, reason: `nothing here can run "${step.action}"` };
  }
  const digest = digestOf(step, hypothesis.id, incident, facts.policy, settings.hash, word.foretold);
  const grant = granted(facts.policy, step, hypothesis.failureMode, facts.now, levelOf(facts, hypothesis, step));
  const by = word.by ?? word.askedBy;
  const subject = { incident, hypothesis, step, action, digest, grant, ...(by !== undefined && { by }) };
  const verdicts = judgeStep(subject, facts);
  const { decision, reason, until } = strictest(verdicts);
  const says = action.objection(step) === undefined ? action.describe(step) : `${step.action} ${step.target}`.trim();
  const approvers = action.reversible === 'irreversible' ? 2 : 1;
  const plan: Plan = {
    ...{ step, says, hypothesis: hypothesis.id, verdicts, digest },
    ...(approvers > 1 && { approvers }),
    ...word,
  };
  if (decision === 'deny' && until === undefined) {
    const observed = by === undefined && grant.mode === 'observe' && wouldBeDone(subject, facts);
    return { kind: 'refused', says, reason, ...(observed && { observed: plan }) };
  }
  if (decision === 'deny' && until !== undefined) return { kind: 'blocked', plan, reason, until };
  if (decision === 'allow') return { kind: 'planned', plan: by === undefined ? plan : { ...plan, by } };
  const approved = (word.approvals ?? []).length >= approvers;
  return { kind: approved ? 'planned' : 'proposed', plan };
}

const levelOf = ({ earned = [] }: Facts, { failureMode, service }: Subject['hypothesis'], { action }: Step) =>
  earned.find(one => one.failureMode === failureMode && one.service === service && one.action === action);

/** Nothing but being observed only stands in its way for good. */
function wouldBeDone(subject: Subject, facts: Facts): boolean {
  const { decision, until } = strictest(judgeStep({ ...subject, grant: { ...subject.grant, mode: 'propose' } }, facts));
  return decision !== 'deny' || until !== undefined;
}
