import type { Attempt, InPhase, IncidentEvent } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';

/**
 * Found in this phase, the act was interrupted: whether the effect happened is unknown. It is not repeated; measuring
 * will tell.
 */
export async function acting(
  incident: InPhase<'acting'>,
  knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  await world.fence(incident.attempt.step);
  return [acted(incident.attempt, knowledge, world, { failed: 'interrupted: whether it took effect is unknown' })];
}

/** Does it, once, and says how that went. A failure is a fact to verify too: part of it may have happened. */
export async function afterEffect(attempt: Attempt, knowledge: Knowledge, world: World): Promise<IncidentEvent[]> {
  try {
    const result = await world.act(attempt.step, attempt.key);
    return [acted(attempt, knowledge, world, { ...(result && { result }) })];
  } catch (error) {
    return [acted(attempt, knowledge, world, { failed: error instanceof Error ? error.message : String(error) })];
  }
}

/** The act is over; `failed` says why it did not happen as it should, `result` what was done. */
export function acted(
  attempt: Attempt,
  knowledge: Knowledge,
  world: World,
  ended: { failed?: string; result?: string },
): IncidentEvent {
  const now = world.now();
  const dueAt = new Date(now.getTime() + knowledge.durations.soak).toISOString();
  return {
    type: 'incident.acted',
    data: { key: attempt.key, actedAt: now.toISOString(), dueAt, ...ended },
  };
}
