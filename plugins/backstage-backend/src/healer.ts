import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { correlate } from './correlate';
import type { Knowledge } from './loop';
import { heal } from './loop';
import type { RealWorldOptions } from './realWorld';
import { healerActor, realWorld } from './realWorld';
import type { Lease } from './store';
import { ConflictError } from './store';

const leaseMs = 30_000;
const atOnce = 4;

export interface HealerOptions extends RealWorldOptions {
  knowledge: Knowledge;
  logger: LoggerService;
  /** How often to look for what is due when nobody wakes us. */
  sweepMs: number;
}

/** Brings alerts together and due incidents on: woken when something happened, and by a sweep when nobody told. */
export class Healer {
  private readonly owner = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(private readonly options: HealerOptions) {}

  start() {
    this.timer = setInterval(() => this.wake(), this.options.sweepMs);
    this.wake();
  }

  wake() {
    if (this.stopped) return;
    if (this.round) {
      this.again = true;
      return;
    }
    this.round = this.work()
      .catch(error => this.options.logger.error('healing round failed', error))
      .finally(() => {
        this.round = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** Takes nothing new and waits for what goes on. */
  async stop() {
    this.stopped = true;
    clearInterval(this.timer);
    await this.round;
  }

  private async work() {
    await this.bringTogether();
    for (;;) {
      const leases = this.stopped ? [] : await this.options.store.claim(this.owner, atOnce, leaseMs);
      if (leases.length === 0) return;
      await Promise.all(leases.map(lease => this.bringOn(lease)));
      await this.bringTogether();
    }
  }

  private async bringTogether() {
    const { store, knowledge, topology, now, logger } = this.options;
    const pending = await store.pendingAlerts(1000);
    if (pending.length === 0) return;
    const { settle, reopen, merge } = knowledge.durations;
    const [open, recentlyClosed, known] = await Promise.all([
      store.openIncidents(),
      store.recentlyClosed(new Date(now().getTime() - reopen)),
      topology(),
    ]);
    const decisions = correlate({
      pending,
      open,
      recentlyClosed,
      topology: known,
      now: now(),
      settings: { settleMs: settle, reopenWithinMs: reopen, mergeWithinMs: merge },
      newId: randomUUID,
    });
    try {
      await store.append(decisions.map(decision => ({ ...decision, actor: healerActor })));
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      logger.debug('alerts changed while they were brought together; again at the next sweep');
      this.again = true;
    }
  }

  private async bringOn(lease: Lease) {
    const { store, knowledge, logger } = this.options;
    const beat = setInterval(() => void store.heartbeat(lease, leaseMs).catch(() => undefined), leaseMs / 3);
    try {
      const incident = await store.incident(lease.incidentId);
      if (incident) await heal(incident, knowledge, realWorld(this.options, lease));
      await store.release(lease);
    } catch (error) {
      if (error instanceof ConflictError) {
        logger.debug('incident changed meanwhile; again at the next sweep', { incident: lease.incidentId });
        await store.release(lease);
      } else {
        // The lease is left to run out: a failure that repeats must not be tried in a circle.
        logger.error('incident could not be brought on', { incident: lease.incidentId, error: String(error) });
      }
    } finally {
      clearInterval(beat);
    }
  }
}
