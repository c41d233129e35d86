import type { InPhase, IncidentEvent } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';

/** Takes it back. The way back sets a state, so doing it again after a crash does no harm. */
export async function undoing(
  incident: InPhase<'undoing'>,
  { durations }: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  const { attempt } = incident;
  if (!attempt.undo) throw new Error(`Attempt ${attempt.key} has no way back`);
  const { brake } = await world.facts(incident);
  if (brake.length > 0) {
    const dueAt = new Date(world.now().getTime() + durations.look).toISOString();
    const why = `it would be taken back, but the brake is on: ${brake.map(({ reason }) => reason).join('; ')}`;
    return [{ type: 'incident.deferred', data: { dueAt, why } }];
  }
  try {
    await world.act(attempt.undo, `${attempt.key}/undo`);
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    const undoneAt = world.now().toISOString();
    return [
      { type: 'incident.undone', data: { key: attempt.key, undoneAt, failed } },
      { type: 'incident.escalated', data: { reason: `taking it back failed: ${failed}` } },
    ];
  }
  return [{ type: 'incident.undone', data: { key: attempt.key, undoneAt: world.now().toISOString() } }];
}
