import type { Incident } from '@autocura/common';
import type { Knowledge } from '../loop';
import type { Usual } from '../usual';
import type { World } from '../world';

/** What is usual ends where the trouble may have begun, and earlier outages at these services are no part of it. */
export async function usualBefore(
  { startedAt, services }: Pick<Incident, 'startedAt' | 'services'>,
  { durations }: Pick<Knowledge, 'durations'>,
  world: World,
): Promise<Usual & { before: Date }> {
  const before = new Date(Date.parse(startedAt) - durations.onset);
  const outages = await world.outages(services, new Date(before.getTime() - 2 * durations.changes));
  const except = outages
    .map(({ from, until }) => ({ from: new Date(from.getTime() - durations.onset), until }))
    .filter(({ from }) => from < before);
  return { before, except };
}
