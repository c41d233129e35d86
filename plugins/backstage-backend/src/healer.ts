import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { Gatherer } from './gatherer';
import { keepLease } from './keptLease';
import type { Knowledge } from './loop';
import { heal } from './loop';
import type { RealWorldOptions } from './realWorld';
import { realWorld } from './realWorld';
import type { Lease } from './store';
import { ConflictError } from './store';
import { StormWatch } from './stormWatch';
import { inHealing, tracedWorld } from './telemetry';

const atOnce = 4;
/** How many leases long an incident stays ours at most: what takes longer hangs. */
const longestLeases = 10;

export interface HealerOptions extends RealWorldOptions {
  knowledge: Knowledge;
  logger: LoggerService;
  /** How often to look for what is due when nobody wakes us. */
  sweepMs: number;
  /** How long an incident stays ours without a sign of life; 30 s when absent. */
  leaseMs?: number;
  /** How often open incidents are compared when no alert asks for it; a minute when absent. */
  compareMs?: number;
  /** How often to look whether there is a storm; ten seconds when absent. */
  stormMs?: number;
}

/** Brings alerts together and due incidents on: woken when something happened, and by a sweep when nobody told. */
export class Healer {
  private readonly owner = randomUUID();
  private readonly gatherer: Gatherer;
  private readonly storms: StormWatch;
  private readonly leaseMs: number;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private readonly jobs = new Set<Promise<void>>();

  constructor(private readonly options: HealerOptions) {
    const { store, topology, now, knowledge, logger, facts } = options;
    const { leaseMs = 30_000, compareMs = 60_000, stormMs = 10_000 } = options;
    this.leaseMs = leaseMs;
    this.gatherer = new Gatherer({ store, topology, now, logger, compareMs, durations: knowledge.durations });
    this.storms = new StormWatch({ store, facts, now, everyMs: stormMs });
  }

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
    await Promise.all(this.jobs);
  }

  private async work() {
    await this.storms.look().catch(error => this.options.logger.error('whether there is a storm is unknown', error));
    while (!this.stopped) {
      const more = await this.gatherer.gather();
      const free = atOnce - this.jobs.size;
      const leases = free > 0 ? await this.options.store.claim(this.owner, free, this.leaseMs) : [];
      for (const lease of leases) {
        const job = this.bringOn(lease)
          .catch(error => this.options.logger.error('a lease could not be given back', error))
          .finally(() => {
            this.jobs.delete(job);
            this.wake();
          });
        this.jobs.add(job);
      }
      if (leases.length === 0 && !more) return;
    }
  }

  private async bringOn(lease: Lease) {
    const { store, knowledge, logger } = this.options;
    const { leaseMs } = this;
    const kept = keepLease({ store, lease, leaseMs, longestMs: longestLeases * leaseMs });
    try {
      const incident = await store.incident(lease.incidentId);
      if (incident) {
        const world = tracedWorld(realWorld(this.options, kept));
        await inHealing(incident, () => heal(incident, knowledge, world));
      }
      await store.release(lease);
    } catch (error) {
      if (error instanceof ConflictError) {
        logger.debug('incident changed meanwhile; looked at anew', { incident: lease.incidentId });
        await store.release(lease);
      } else {
        // The lease is left to run out: a failure that repeats must not be tried in a circle.
        logger.error('incident could not be brought on', { incident: lease.incidentId, error: String(error) });
      }
    } finally {
      kept.stop();
    }
  }
}
