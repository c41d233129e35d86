import type { Diagnosis, Foretold, Hypothesis, Incident, Plan, Step } from '@autocura/common';
import { type Worth, worthOf, type WorthRow } from '../learn';
import { attemptsOfEpisode, digestOf, sameStep, sameSubject } from './attempts';
import { judgeCandidate, type Judged, type PlanSettings } from './candidate';
import type { Facts } from './facts';
import type { Subject } from './guardrail';
import { nothingLeft, unknownCause } from './story';

export type PlanDecision =
  Exclude<Judged, { kind: 'refused' }> | { kind: 'observed'; plan: Plan } | { kind: 'escalated'; reason: string };

/**
 * The one step to take next: the first remedy, of the likeliest cause first, that no guardrail refuses for good.
 * A remedy that only time forbids is waited for; the next one would be a worse guess. Where nothing may be done, the
 * first that may be observed is.
 */
export function plan(input: {
  incident: Incident;
  diagnosis: Diagnosis;
  worth: WorthRow[];
  facts: Facts;
  settings: PlanSettings;
}): PlanDecision {
  const { incident, diagnosis, worth, facts, settings } = input;
  const supported = diagnosis.hypotheses.filter(({ standing, support }) => standing !== 'inconclusive' || support > 0);
  if (supported.length === 0) return { kind: 'escalated', reason: unknownCause(incident, diagnosis) };

  const refused: Extract<Judged, { kind: 'refused' }>[] = [];
  for (const hypothesis of supported) {
    for (const step of byWorth(hypothesis, worthOf(worth)).flatMap(remedy => [remedy, ...atOwner(remedy, incident)])) {
      const judged = judgeCandidate({ incident, hypothesis, step }, facts, settings);
      if (judged.kind !== 'refused') return judged;
      refused.push(judged);
    }
  }
  const [observed] = refused.flatMap(one => one.observed ?? []);
  if (observed) return { kind: 'observed', plan: observed };
  return { kind: 'escalated', reason: nothingLeft(incident, diagnosis, refused) };
}

/** A step that a person asks for. Where guardrails ask, somebody else has to approve it; what they deny stays denied. */
export function planForPerson(input: {
  incident: Incident;
  step: Step;
  by: string;
  facts: Facts;
  settings: PlanSettings;
}): PlanDecision {
  const { incident, step, by, facts, settings } = input;
  const known = incident.diagnosis?.hypotheses ?? [];
  const hypothesis = known.find(({ remedies }) => remedies.some(remedy => remedy.action === step.action)) ?? known[0];
  const candidate = { incident, hypothesis: hypothesis ?? unknownHypothesis(incident), step, word: { askedBy: by } };
  return settled(judgeCandidate(candidate, facts, settings));
}

/** The step that carries a proposal of a better size out. No cause speaks for it; guardrails judge it like any other. */
export function planSizing(input: { incident: Incident; step: Step; facts: Facts; settings: PlanSettings }) {
  const { incident, step, facts, settings } = input;
  return settled(
    judgeCandidate({ incident, hypothesis: unknownHypothesis(incident), step, word: {} }, facts, settings),
  );
}

/**
 * The plan again, right before acting, by what is true now. A plan of another episode is void. An approval is void when
 * its time is over, when there was another try meanwhile, when the policy says something else by now, and when
 * something else would change than was foretold.
 */
export function judgeAgain(input: {
  incident: Incident;
  plan: Plan;
  facts: Facts;
  settings: PlanSettings;
  /** What is foretold now; what was before, where that was not asked yet. */
  foretold?: Foretold;
}): PlanDecision {
  const { incident, plan: earlier, facts, settings, foretold = earlier.foretold } = input;
  const digestWith = (changes?: Foretold) =>
    digestOf(earlier.step, earlier.hypothesis, incident, facts.policy, settings.hash, changes);
  const digest = digestWith(foretold);
  if (!sameSubject(digest, earlier.digest)) {
    return { kind: 'escalated', reason: `Not done: ${earlier.says}, because it was planned for something else.` };
  }
  const hypothesis =
    incident.diagnosis?.hypotheses.find(({ id }) => id === earlier.hypothesis) ?? unknownHypothesis(incident);
  const { step, askedBy, approvals, by, validUntil } = earlier;
  const isOver = validUntil !== undefined && Date.parse(validUntil) <= Date.parse(facts.now);
  const over = isOver
    ? 'the time of its approval is over'
    : digest === earlier.digest
      ? undefined
      : digestWith(earlier.foretold) === earlier.digest
        ? 'something else would change by now than what was approved'
        : 'the policy says something else by now, or something was tried since';
  const word =
    over === undefined
      ? {
          ...(approvals && { approvals }),
          ...(by !== undefined && { by }),
          ...(validUntil !== undefined && { validUntil }),
          ...(foretold && { foretold }),
        }
      : { ...(approvals && { again: over }) };
  const candidate = { incident, hypothesis, step, word: { ...(askedBy !== undefined && { askedBy }), ...word } };
  return settled(judgeCandidate(candidate, facts, settings));
}

function settled(judged: Judged): PlanDecision {
  if (judged.kind !== 'refused') return judged;
  const { observed, says, reason } = judged;
  return observed
    ? { kind: 'observed', plan: observed }
    : { kind: 'escalated', reason: `Not done: ${says}, because ${reason}.` };
}

export const unknownHypothesis = ({ service }: Incident): Subject['hypothesis'] => ({
  id: `${service}/unknown`,
  service,
  failureMode: 'unknown',
  title: 'Unknown cause',
  support: 0,
  standing: 'inconclusive',
});

/** What would come to the same at whoever owns what a remedy was refused for. */
const atOwner = (remedy: Step, incident: Incident): Step[] =>
  attemptsOfEpisode(incident).flatMap(({ step, instead }) => (instead && sameStep(step, remedy) ? [instead] : []));

/** Equal worth keeps the order of the failure mode, which knows its remedies best until experience says otherwise. */
function byWorth({ remedies, failureMode, service }: Hypothesis, worth: Worth): Step[] {
  const of = ({ action }: Step) => worth({ failureMode, action, service });
  return [...remedies].sort((a, b) => of(b) - of(a));
}
