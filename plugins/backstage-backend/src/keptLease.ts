import { performance } from 'node:perf_hooks';
import type { Leave } from './act';
import type { Lease, Store } from './store';
import { LeaseLostError } from './store';

export interface KeptLease {
  lease: Lease;
  /** Leave to act for the incident, asked of the database just now. Throws LeaseLostError when it is somebody else's. */
  leave(): Promise<Leave>;
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

/** Prolongs a lease while work goes on, and knows how long it is ours for sure. */
export function keepLease({ store, lease, leaseMs, longestMs }: KeepOptions): KeptLease {
  // Unlike a timer, it tells after a pause of this process that time has passed.
  const clock = () => performance.now();
  const lost = new AbortController();
  const since = clock();
  /** The database gave at least so long, counted from before it was asked. */
  let ours = -Infinity;

  const lose = () =>
    lost.abort(new LeaseLostError(`${lease.owner} cannot be sure any more that it holds incident ${lease.incidentId}`));
  const renew = async () => {
    const asked = clock();
    if (await store.heartbeat(lease, leaseMs)) ours = Math.max(ours, asked + leaseMs);
    else lose();
  };
  const beat = setInterval(() => {
    if (clock() > ours && ours > 0) lose();
    if (lost.signal.aborted || clock() > since + longestMs) return clearInterval(beat);
    void renew().catch(() => undefined);
  }, leaseMs / 3);

  return {
    lease,
    async leave() {
      await renew();
      lost.signal.throwIfAborted();
      // The last third is for what was sent in the last moment to arrive.
      const left = () => ours - leaseMs / 3 - clock();
      return { incidentId: lease.incidentId, fence: lease.fence, signal: lost.signal, left };
    },
    stop: () => clearInterval(beat),
  };
}
