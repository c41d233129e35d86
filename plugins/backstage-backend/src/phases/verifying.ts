import type { InPhase, IncidentEvent } from '@autocura/common';
import { isFiring, isOnlyPredicted, isSizing, isStanding } from '@autocura/common';
import type { Knowledge } from '../loop';
import { prevented, verify } from '../verify';
import type { World } from '../world';
import { recurring } from './recurring';
import { usualBefore } from './usual';

/** Looks after the soak at which nothing may have moved yet. */
export const looksUntilDue = 2;

/** The same questions again, after the soak: healed means measured. */
export async function verifying(
  incident: InPhase<'verifying'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  const { attempt } = incident;
  const { durations } = knowledge;
  const now = world.now().getTime();
  const actedAt = Date.parse(attempt.actedAt ?? attempt.intendedAt);
  if (now < actedAt + durations.soak) {
    const dueAt = new Date(actedAt + durations.soak).toISOString();
    return [{ type: 'incident.deferred', data: { dueAt, why: 'the effect needs time to show' } }];
  }

  const services = [...new Set([...incident.services, attempt.service])];
  const usual = await usualBefore({ ...incident, services }, knowledge, world);
  const after = await world.measure(
    attempt.before.map(({ question }) => question),
    usual,
  );
  const seen = {
    ...{ before: attempt.before, after, actedAt: new Date(actedAt).toISOString() },
    lastLook: now >= actedAt + durations.verify,
  };
  const due = now >= actedAt + durations.soak + looksUntilDue * durations.look;
  const measured = isOnlyPredicted(incident)
    ? prevented({ ...seen, expected: isStanding(incident) })
    : verify({ ...seen, firing: isFiring(incident), settled: true, due });
  // What failed has healed nothing that we know of, however well it measures.
  const uncredited = measured.outcome === 'healed' && attempt.failed !== undefined;
  const { outcome, because } = uncredited ? { ...measured, outcome: 'inconclusive' as const } : measured;
  if (outcome === 'look again') {
    const dueAt = new Date(now + durations.look).toISOString();
    const why = because.map(({ says }) => says).join('; ');
    return [{ type: 'incident.still-verifying', data: { key: attempt.key, dueAt, ...(why && { why }) } }];
  }
  const verifiedAt = world.now().toISOString();
  const verified: IncidentEvent = {
    type: 'incident.verified',
    data: { key: attempt.key, outcome, because, after, verifiedAt },
  };
  if (outcome === 'healed') {
    const why = `${incident.plan.says} helped`;
    const again = await recurring(incident, attempt, world);
    return [verified, ...again, { type: 'incident.resolved', data: { how: 'healed', why } }];
  }
  // Nothing had to be done: what does not go well is taken back.
  const unwanted = outcome === 'worse' || (outcome === 'not healed' && isSizing(incident));
  if (unwanted && attempt.undo) return [verified, { type: 'incident.undoing', data: { key: attempt.key } }];
  return [verified];
}
