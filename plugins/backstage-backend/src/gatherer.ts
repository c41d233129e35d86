import type { Incident } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { PendingAlert } from './correlate';
import { correlating } from './correlate';
import type { Durations } from './settings';
import type { RealWorldOptions } from './realWorld';
import { healerActor } from './realWorld';
import { ConflictError } from './store';

export interface GathererOptions extends Pick<RealWorldOptions, 'store' | 'topology' | 'now'> {
  durations: Pick<Durations, 'settle' | 'reopen' | 'merge'>;
  logger: LoggerService;
  /** How often open incidents are compared when no alert asks for it, in milliseconds. */
  compareMs: number;
}

const atOnce = 500;
const firstRestMs = 100;
const longestRestMs = 30_000;
/** Longer than bringing together what no storm brings. */
const longMs = 100;
const longestPauseMs = 1000;

/** Brings alerts together into incidents, and incidents that prove to be one outage. */
export class Gatherer {
  private comparedAt = -Infinity;
  private compared: string | undefined;
  private batch = atOnce;
  private failures = 0;
  private restUntil = -Infinity;

  constructor(private readonly options: GathererOptions) {}

  /**
   * Decides on what is pending; true when more is waiting. A failure is logged and rested after, so that it neither
   * keeps incidents from being brought on nor is tried in a circle.
   */
  async gather(): Promise<boolean> {
    const { store, now, logger } = this.options;
    const at = now().getTime();
    if (at < this.restUntil) return false;
    try {
      const pending = await store.pendingAlerts(this.batch);
      const decided = pending.length > 0 || (await this.hasNews(at)) ? await this.decide(pending) : 0;
      this.failures = 0;
      const more = pending.length === this.batch && decided > 0;
      this.batch = Math.min(atOnce, this.batch * 2);
      this.restAfter(at);
      return more;
    } catch (error) {
      const conflict = error instanceof ConflictError;
      // The fewer incidents it is about, the likelier that none of them changes meanwhile.
      if (conflict) this.batch = Math.ceil(this.batch / 4);
      const rest = Math.min(conflict ? longestPauseMs : longestRestMs, firstRestMs * 2 ** this.failures);
      this.failures += 1;
      this.restUntil = at + rest;
      if (conflict) logger.debug('incidents changed while alerts were brought together');
      else logger.error('alerts could not be brought together', { error: String(error), againInMs: rest });
      return false;
    }
  }

  /** All that is open is looked at, however little is brought to it: resting lets more come together. */
  private restAfter(began: number) {
    const ended = this.options.now().getTime();
    const took = ended - began;
    if (took >= longMs) this.restUntil = ended + Math.min(took, longestPauseMs);
  }

  /** A merge that waited and a connection that was learnt late are found without a new alert. */
  private async hasNews(at: number): Promise<boolean> {
    const { store, topology, compareMs } = this.options;
    if (at - this.comparedAt < compareMs) return false;
    this.comparedAt = at;
    const open = await store.openVersions();
    if (open.length === 0) return false;
    const state = JSON.stringify([open, await topology()]);
    if (state === this.compared) return false;
    this.compared = state;
    return true;
  }

  private async decide(pending: PendingAlert[]): Promise<number> {
    const { store, topology, now, durations } = this.options;
    const { settle, reopen, merge } = durations;
    const [opened, closed, known] = await Promise.all([
      store.openIncidents(),
      store.recentlyClosed(new Date(now().getTime() - reopen)),
      topology(),
    ]);
    const [open, recentlyClosed] = [opened.filter(isOfAlerts), closed.filter(isOfAlerts)];
    const others = await this.othersOf(pending, [...open, ...recentlyClosed]);
    const work = correlating({
      pending,
      open: [...open, ...others],
      recentlyClosed: [...recentlyClosed, ...others],
      topology: known,
      now: now(),
      settings: { settleMs: settle, reopenWithinMs: reopen, mergeWithinMs: merge },
      newId: randomUUID,
    });
    let part = work.next();
    for (; !part.done; part = work.next()) await turn();
    const decisions = part.value;
    if (decisions.length > 0) await store.append(decisions.map(decision => ({ ...decision, actor: healerActor })));
    return decisions.length;
  }

  /** Incidents that ended long ago have not heard yet what became of their alerts. */
  private async othersOf(pending: PendingAlert[], read: Incident[]): Promise<Incident[]> {
    const ids = new Set(pending.flatMap(({ incidentId }) => incidentId ?? []));
    read.forEach(({ id }) => ids.delete(id));
    const found = await Promise.all([...ids].map(id => this.options.store.incident(id)));
    return found.filter(incident => incident !== undefined);
  }
}

/** A storm has no alerts of its own to bring others to. */
const isOfAlerts = ({ began }: Incident) => began !== 'storm';
