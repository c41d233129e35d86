import type { Attempt, Evidence, Hypothesis, InPhase, IncidentEvent } from '@autocura/common';
import { isOnlyPredicted, isStanding } from '@autocura/common';
import { ActionFailedError } from '../act';
import type { Knowledge } from '../loop';
import { attemptKey, judgeAgain, unknownHypothesis } from '../plan';
import { symptomQuestions, symptomsOf } from '../verify';
import type { World } from '../world';
import { acted, afterEffect } from './acting';
import { clear } from './clear';
import { planEvents } from './diagnosed';
import { foretoldBy } from './foretell';
import { usualBefore } from './usual';

/** So often it is waited for that what a step would change, or its way back, can be told; then it has failed. */
const mostUntold = 5;

const nothingTells = 'nothing that is measured tells yet whether it is sick';

/**
 * The moment before the act: is the alert still firing, is the service still sick by fresh data, do the guardrails
 * still agree? Then the intent and the way back are saved, and only then the effect happens, once.
 */
export async function planned(
  incident: InPhase<'planned'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  if (!isStanding(incident)) return clear(incident, knowledge, world);
  const { plan, diagnosis } = incident;
  const unknown = { ...unknownHypothesis(incident), because: [] };
  const hypothesis = [...diagnosis.hypotheses, unknown].find(({ id }) => id === plan.hypothesis);
  if (!hypothesis)
    return [{ type: 'incident.escalated', data: { reason: `${plan.hypothesis} is no longer a hypothesis` } }];

  const before = await measureSymptoms(incident, hypothesis, knowledge, world);
  const later = new Date(world.now().getTime() + knowledge.durations.look).toISOString();
  if (before.every(({ measurement }) => measurement.state === 'missing')) {
    return [
      {
        type: 'incident.blocked',
        data: { plan, reason: 'nothing can be measured: no action on stale data', dueAt: later },
      },
    ];
  }
  const symptoms = symptomsOf(before);
  // What is only predicted measures well for now.
  if (symptoms.bad.length === 0 && plan.by === undefined && !isOnlyPredicted(incident)) {
    return [
      {
        type: 'incident.blocked',
        data: {
          plan,
          reason: symptoms.good.length > 0 ? `it measures well now: ${symptoms.good.join(', ')}` : nothingTells,
          dueAt: later,
        },
      },
    ];
  }

  const facts = await world.facts(incident);
  const decision = judgeAgain({ incident, plan, facts, settings: knowledge.planning });
  if (decision.kind !== 'planned') return planEvents(decision, { incident, facts }, knowledge, world);

  const number = incident.attempts.length + 1;
  const { step } = plan;
  const key = attemptKey(incident, step, number);
  const undo = await outcomeOf(world.wayBack(step));
  const changes = undo instanceof Error ? undefined : await outcomeOf(world.preview(step, key));
  const untold = untoldOf(undo, changes);
  const times = (incident.untold ?? 0) + 1;
  if (untold !== undefined && times < mostUntold) {
    return [{ type: 'incident.blocked', data: { plan, reason: untold, dueAt: later, untold: true } }];
  }
  const given = untold && `given up after ${times} tries: ${untold}`;
  const refused = refusalOf(undo) ?? refusalOf(changes) ?? given;
  const [instead] = [undo, changes].flatMap(one => (one instanceof ActionFailedError && one.instead) || []);
  if (plan.approvals && !(changes instanceof Error)) {
    const foretold = foretoldBy(changes);
    const approved = judgeAgain({ incident, plan, facts, settings: knowledge.planning, foretold });
    if (approved.kind !== 'planned') return planEvents(approved, { incident, facts, foretold }, knowledge, world);
  }
  const attempt: Attempt = {
    key,
    number,
    step,
    hypothesis: hypothesis.id,
    failureMode: hypothesis.failureMode,
    service: hypothesis.service,
    ...(undo && !(undo instanceof Error) && { undo }),
    ...(plan.askedBy !== undefined && { askedBy: plan.askedBy }),
    ...(Array.isArray(changes) && changes.length > 0 && { changes }),
    ...(instead && { instead }),
    ...(plan.by !== undefined && { by: plan.by }),
    intendedAt: world.now().toISOString(),
    before,
  };
  const acting = await world.record(incident, [{ type: 'incident.acting', data: { attempt } }], facts);
  const end =
    refused === undefined
      ? afterEffect(attempt, knowledge, world)
      : [acted(attempt, knowledge, world, { failed: refused })];
  await world.recordFact(acting, await end);
  return [];
}

/** Nothing is done whose way back or whose effect is unknown for now; that is a reason to wait, not a failure. */
const outcomeOf = <T>(asked: Promise<T>): Promise<T | Error> =>
  asked.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));

/** Why it cannot be told now what it would change, or how to take it back. A refusal tells. */
function untoldOf(undo: unknown, changes: unknown): string | undefined {
  if (refusalOf(undo) ?? refusalOf(changes)) return undefined;
  if (undo instanceof Error) return `its way back cannot be read: ${undo.message}`;
  return changes instanceof Error ? `what it would change cannot be told: ${changes.message}` : undefined;
}

/** Why it will not be done, said before anything was. Then it is an attempt that failed, and the next remedy's turn. */
const refusalOf = (outcome: unknown) =>
  outcome instanceof ActionFailedError && outcome.when === 'refused' ? outcome.message : undefined;

/** What users feel of the sick services and of the suspected one, and what the hypothesis itself rests on. */
async function measureSymptoms(
  incident: InPhase<'planned'>,
  hypothesis: Pick<Hypothesis, 'service' | 'because'>,
  knowledge: Knowledge,
  world: World,
): Promise<Evidence[]> {
  const services = [...new Set([...incident.services, hypothesis.service])];
  const cites = new Set(hypothesis.because.flatMap(({ evidence }) => evidence));
  const cited = incident.diagnosis.evidence.filter(({ id }) => cites.has(id)).map(({ question }) => question);
  const usual = await usualBefore({ ...incident, services }, knowledge, world);
  return world.measure(symptomQuestions(services, cited), usual);
}
