import type { SizingProposal } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { Rounds } from '../rounds';
import type { Durations } from '../settings';
import type { PrometheusSource } from '../sources/prometheus';
import type { Store } from '../store';
import { ConflictError } from '../store';
import { type Observed, sizings, sizingSignals } from '../watch/sizing';
import { measureSizing } from './measure';
import { conclude, propose } from './proposals';

export interface SizerOptions {
  store: Store;
  source: Pick<PrometheusSource, 'courses' | 'services'>;
  durations: Durations;
  logger: LoggerService;
  now(): Date;
}

const duty = 'sizing';
const dutyMs = 5 * 60_000;
/** Looks and points in the observed time. */
const looks = 168;
const points = 672;
/** Services that are asked about at once. */
const atOnce = 25;
const mostAccepted = 100;

/** Proposes sizes that fit what services use, and measures what came of those that were accepted. */
export class Sizer {
  private readonly owner = randomUUID();
  private readonly rounds: Rounds;

  constructor(private readonly options: SizerOptions) {
    const { durations, logger } = options;
    const failed = 'sizes could not be looked at';
    this.rounds = new Rounds(() => this.look(), { everyMs: durations.observed / looks, logger, failed });
  }

  start() {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** One process at a time. */
  async look(): Promise<void> {
    const { store } = this.options;
    const held = await store.claimDuty(duty, this.owner, dutyMs);
    if (!held) return;
    try {
      const { items } = await store.watching.sizings({ state: 'accepted', limit: mostAccepted });
      for (const proposal of items) await this.measure(proposal);
      await this.lookAtAll();
    } finally {
      await store.finishDuty(held);
    }
  }

  private async measure(proposal: SizingProposal) {
    const { store, now } = this.options;
    const incident = await store.incident(proposal.incidentId ?? '');
    const result = incident && (await measureSizing(proposal, incident, { ...this.options, now: now() }));
    if (result) await conclude(store, proposal, result);
  }

  private async lookAtAll() {
    const { source, durations, now } = this.options;
    const services = (await source.services().catch(() => [])).sort();
    const from = new Date(now().getTime() - durations.observed);
    const stepS = Math.max(1, Math.round(durations.observed / 1000 / points));
    for (let start = 0; start < services.length; start += atOnce) {
      const some = services.slice(start, start + atOnce);
      const observed = new Map(some.map((service): [string, Observed] => [service, { service, courses: {} }]));
      for (const { service, signal, points: course } of await source.courses(some, sizingSignals, from, now(), stepS)) {
        const one = observed.get(service);
        if (one) one.courses[signal] = course;
      }
      for (const one of observed.values()) await this.proposeFor(one);
    }
  }

  private async proposeFor(observed: Observed) {
    const { store, now } = this.options;
    // A stretch that is not looked at whole says nothing, and neither does a Prometheus that is away.
    if (Object.keys(observed.courses).length === 0) return;
    await propose(store, observed.service, sizings(observed), now()).catch((error: unknown) => {
      // Somebody answered meanwhile; the next look sees it.
      if (!(error instanceof ConflictError)) throw error;
    });
  }
}
