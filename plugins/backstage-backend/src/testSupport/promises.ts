import type { Incident, IncidentEvent, Mode, Step } from '@autocura/common';
import { isFiring } from '@autocura/common';

/** What the outside sees when something takes effect. */
interface Circumstances {
  incident: Incident;
  /** Keys of everything that took effect before. */
  effects: string[];
  /** Other incidents that are acting, and on what. */
  others: { target: string }[];
  mode: Mode;
}

/** Which promises an effect breaks that arrives now. Empty when all is as it should be. */
export function brokenBy(
  { step, key }: { step: Step; key: string },
  { incident, effects, others, mode }: Circumstances,
): string[] {
  const undo = key.endsWith('/undo');
  const attempt = incident.attempts.find(one => key === (undo ? `${one.key}/undo` : one.key));
  const { phase } = incident;
  const promises: [boolean, string][] = [
    [attempt === undefined, 'no stored intent'],
    [incident.mergedInto !== undefined, 'it goes on in another incident'],
    [!undo && effects.includes(key), 'done twice'],
    [!undo && phase !== 'acting', 'acted on what is not its turn'],
    [!undo && 'attempt' in incident && incident.attempt.key !== key, 'acted beside another'],
    [!undo && others.some(({ target }) => target === step.target), 'two at one target'],
    [!undo && mode === 'observe', 'did what it may only observe'],
    [!undo && mode === 'approve' && attempt !== undefined && attempt.by === undefined, 'nobody approved it'],
    [undo && phase !== 'undoing', 'taken back out of turn'],
    [!undo && step.action === 'roll-back' && attempt?.undo === undefined, 'no way back'],
    [undo && JSON.stringify(attempt?.undo) !== JSON.stringify(step), 'another way back than the stored one'],
  ];
  return promises.flatMap(([isBroken, what]) => (isBroken ? [`${what}: ${key} while ${phase}`] : []));
}

/** Which promises the intent to act breaks that is about to be written. */
export function brokenByIntent(
  incident: Incident,
  event: IncidentEvent,
  underWay: { incidentId: string; target: string }[],
): string[] {
  if (event.type !== 'incident.acting') return [];
  const { changes, step } = event.data.attempt;
  const plan = 'plan' in incident ? incident.plan : undefined;
  const approved = plan?.approvals !== undefined;
  const told = plan?.foretold && 'changes' in plan.foretold ? plan.foretold.changes : undefined;
  const promises: [boolean, string][] = [
    [!isFiring(incident), 'meant to act on a resolved alert'],
    [approved && JSON.stringify(told) !== JSON.stringify(changes), 'meant to change what nobody approved'],
    [
      underWay.some(one => one.incidentId !== incident.id && one.target === step.target),
      'meant to be second at a target',
    ],
  ];
  return promises.flatMap(([isBroken, what]) => (isBroken ? [what] : []));
}
