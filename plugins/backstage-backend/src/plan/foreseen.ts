import type { Foretold, Incident, Plan } from '@autocura/common';
import { digestOf } from './attempts';
import type { PlanSettings } from './candidate';
import type { Facts } from './facts';

/** The plan with what it would change: whoever approves it approves that, and nothing that was approved before. */
export function foreseen(
  plan: Plan,
  foretold: Foretold,
  {
    incident,
    facts,
    settings,
  }: { incident: Incident; facts: Pick<Facts, 'policy'>; settings: Pick<PlanSettings, 'hash'> },
): Plan {
  const digest = digestOf(plan.step, plan.hypothesis, incident, facts.policy, settings.hash, foretold);
  if (digest === plan.digest) return plan;
  const { approvals: _approvals, by: _by, validUntil: _until, ...rest } = plan;
  return { ...rest, foretold, digest };
}
