import { groupBy } from '../groupBy';
import type { Presence } from './presence';

/** What is left of the evidence at a service whose callee holds its own. */
const excused = 0.3;
/** A callee that is blamed for time by more than this, and more than its caller, is waited for. */
const slower = 1;
/** One excuses the other where its evidence is at least this share of the other's. */
const comparable = 0.5;

/**
 * By service: the strongest event lost or error gained. Trouble of this kind travels upwards: a failing callee changes
 * what its callers do after the call, so the deepest service that holds evidence keeps it. But a service that stopped
 * calling another changes what that one is asked; then the caller keeps it. And who waits for a callee that is slow gives
 * up or fails because of it.
 */
export function presenceBlame(
  found: Presence[],
  calls: (readonly [string, string])[],
  slow = new Map<string, number>(),
): Map<string, number> {
  const own = new Map(
    [...groupBy(found, ({ service }) => service)].map(([service, ofIt]) => [
      service,
      Math.max(...ofIt.map(({ weight }) => weight)),
    ]),
  );
  const stopped = new Map<string, number>();
  for (const { service, event, weight } of found) {
    if (event.callee === undefined || event.isError) continue;
    const key = `${service}>${event.callee}`;
    stopped.set(key, Math.max(stopped.get(key) ?? 0, weight));
  }
  const blame = new Map(own);
  for (const [caller, callee] of calls) {
    const [above, below] = [own.get(caller) ?? 0, own.get(callee) ?? 0];
    if (caller === callee || above === 0) continue;
    const waits = (slow.get(callee) ?? 0) > Math.max(slower, slow.get(caller) ?? 0);
    if (waits) blame.set(caller, Math.min(blame.get(caller) ?? 0, above * excused));
    if (below === 0) continue;
    const stops = (stopped.get(`${caller}>${callee}`) ?? 0) >= comparable * below;
    if (stops) blame.set(callee, Math.min(blame.get(callee) ?? 0, below * excused));
    else if (below >= comparable * above) blame.set(caller, Math.min(blame.get(caller) ?? 0, above * excused));
  }
  return blame;
}
