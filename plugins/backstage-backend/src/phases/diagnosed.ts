import type { Diagnosis, Foretold, Incident, IncidentEvent, InPhase } from '@autocura/common';
import { isSizing, isStanding } from '@autocura/common';
import type { Knowledge } from '../loop';
import { type Facts, foreseen, plan, type PlanDecision } from '../plan';
import type { World } from '../world';
import { clear } from './clear';
import { foretell } from './foretell';
import { lookInto } from './lookInto';

/** What is the smallest action that should help, and may it be done? After a failed try, with fresh eyes. */
export async function diagnosed(
  incident: InPhase<'diagnosed'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  // There is no cause that another step could be chosen by.
  if (!isStanding(incident) || isSizing(incident)) return clear(incident, knowledge, world);
  if (needsLook(incident, knowledge, world)) return lookAndChoose(incident, knowledge, world);
  return choose(incident, incident.diagnosis, knowledge, world);
}

/** In one turn: were the choice left to the next, then whoever waits for a turn longer than a look is good would only look. */
export async function lookAndChoose(incident: Incident, knowledge: Knowledge, world: World): Promise<IncidentEvent[]> {
  const diagnosis = await lookInto(incident, knowledge, world);
  const chosen = await choose(incident, diagnosis, knowledge, world);
  return [{ type: 'incident.diagnosed', data: { diagnosis } }, ...chosen];
}

/** Something was tried since, or it is too old to plan on. */
export function needsLook(
  { attempts, diagnosis }: Pick<InPhase<'diagnosed'>, 'attempts' | 'diagnosis'>,
  knowledge: Knowledge,
  world: Pick<World, 'now'>,
): boolean {
  const last = attempts.at(-1);
  const triedSince = last?.verifiedAt !== undefined && last.verifiedAt > diagnosis.at;
  return triedSince || isOld(diagnosis, knowledge, world);
}

/** Too old to plan on: the loop was down, a person took something back, an answer came late. */
export const isOld = ({ at }: Diagnosis, { durations }: Knowledge, world: Pick<World, 'now'>) =>
  world.now().getTime() >= Date.parse(at) + durations.patience;

/** Plans on a diagnosis and says what became of it as an event. */
export async function choose(
  incident: Incident,
  diagnosis: Diagnosis,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  const [facts, worth] = await Promise.all([world.facts(incident), world.worth()]);
  const { planning } = knowledge;
  const decision = plan({ incident, diagnosis, worth, facts, settings: planning });
  return planEvents(decision, { incident, facts }, knowledge, world);
}

/** What was decided, as what is recorded. Who is asked is told what would change. */
export async function planEvents(
  decision: PlanDecision,
  { incident, facts, foretold }: { incident: Incident; facts: Facts; foretold?: Foretold },
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  switch (decision.kind) {
    case 'planned':
      return [{ type: 'incident.planned', data: { plan: decision.plan } }];
    case 'proposed': {
      const changes = foretold ?? (await foretell(incident, decision.plan.step, world));
      const proposed = foreseen(decision.plan, changes, { incident, facts, settings: knowledge.planning });
      const expiresAt = new Date(world.now().getTime() + knowledge.durations.approval).toISOString();
      return [{ type: 'incident.proposed', data: { plan: proposed, expiresAt } }];
    }
    case 'blocked': {
      const { plan: waiting, reason, until } = decision;
      return [{ type: 'incident.blocked', data: { plan: waiting, reason, dueAt: until } }];
    }
    case 'observed':
      return [{ type: 'incident.observed', data: { plan: decision.plan } }];
    case 'escalated':
      // A better size that may not be had is nobody's trouble.
      return [
        { type: isSizing(incident) ? 'incident.expired' : 'incident.escalated', data: { reason: decision.reason } },
      ];
  }
}
