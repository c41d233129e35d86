import { performance } from 'node:perf_hooks';
import type { Leave } from './act';
import type { Lease, Store } from './store';
import { LeaseLostError } from './store';

export interface KeptLease {
  lease: Lease;
  /**
   * So many milliseconds in which nobody else may act for the incident, asked of the database just now.
   * Throws LeaseLostError when somebody else has claimed it.
   */
  leave(ms: number): Promise<Leave>;
  /** Prolongs it no more. */
  stop(): void;
}

export interface KeepOptions {
  store: Pick<Store, 'heartbeat'>;
  lease: Lease;
  leaseMs: number;
  /** It is not prolonged for longer: a heartbeat proves that the process lives, not that its work gets on. */
  longestMs: number;
}

/** Prolongs a lease while work goes on. */
export function keepLease({ store, lease, leaseMs, longestMs }: KeepOptions): KeptLease {
  // Unlike timers, it tells after a pause of this process that time has passed.
  const clock = () => performance.now();
  const lost = new AbortController();
  const since = clock();
  let covered = -Infinity;
  let beating: Promise<unknown> = Promise.resolve();

  const renew = async (ms: number) => {
    const ours = await store.heartbeat(lease, ms);
    if (!ours) lost.abort(new LeaseLostError(`${lease.owner} no longer holds incident ${lease.incidentId}`));
    return ours;
  };
  const beat = setInterval(() => {
    if (clock() > since + longestMs) return clearInterval(beat);
    // A beat asks for less than an act has asked for.
    if (clock() < covered) return;
    beating = renew(leaseMs).catch(() => undefined);
  }, leaseMs / 3);

  return {
    lease,
    async leave(ms) {
      covered = Infinity;
      await beating;
      const until = clock() + ms;
      covered = until;
      // Longer by a whole lease than is acted for: what was sent in the last moment has arrived by then.
      if (!(await renew(ms + leaseMs))) lost.signal.throwIfAborted();
      return { incidentId: lease.incidentId, fence: lease.fence, signal: lost.signal, left: () => until - clock() };
    },
    stop: () => clearInterval(beat),
  };
}
