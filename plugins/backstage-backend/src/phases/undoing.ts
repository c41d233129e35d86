import type { InPhase, IncidentEvent } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { World } from '../world';

/** Takes it back. The way back sets a state, so doing it again after a crash does no harm. */
export async function undoing(
  incident: InPhase<'undoing'>,
  _knowledge: Knowledge,
  world: World,
): Promise<IncidentEvent[]> {
  const { attempt } = incident;
  if (!attempt.undo) throw new Error(`Attempt ${attempt.key} has no way back`);
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
