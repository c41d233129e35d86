import type { Incident, IncidentEvent } from '@autocura/common';
import { streams } from '@autocura/common';
import { randomUUID } from 'node:crypto';
import { type FactsOptions, readFacts } from './facts';
import { stormReason, strictestLimits } from './plan';
import { healerActor } from './realWorld';
import type { Store } from './store';

/** What a storm's incident is about; no service is called so. */
export const everyService = '(all services)';

const duty = 'storm';
const dutyMs = 15_000;

export interface StormWatchOptions {
  store: Store;
  facts: FactsOptions;
  now(): Date;
  /** Between two looks, in milliseconds. */
  everyMs: number;
}

/** Calls people once for a storm, however many incidents it brings, and says when it is over. */
export class StormWatch {
  private readonly owner = randomUUID();
  private lookedAt = -Infinity;

  constructor(private readonly options: StormWatchOptions) {}

  /** One process at a time looks, each so often. */
  async look(): Promise<void> {
    const { store, now, everyMs } = this.options;
    const at = now().getTime();
    if (at - this.lookedAt < everyMs) return;
    this.lookedAt = at;
    const held = await store.claimDuty(duty, this.owner, dutyMs);
    if (!held) return;
    try {
      await this.tell();
    } finally {
      await store.finishDuty(held);
    }
  }

  private async tell() {
    const { store, facts } = this.options;
    const known = await readFacts(facts);
    // Of all that is said about a storm the most careful counts: whoever is called for it loses a look.
    const limits = strictestLimits(known.policy.rules.map(rule => rule.limits ?? {}));
    const reason = stormReason(known, limits);
    const [open] = (await store.incidents({ open: true, service: everyService, limit: 1 })).items;
    if (reason !== undefined && !open) return this.begin(reason);
    if (reason === undefined && open) await this.append(open, [over(limits.stormCalmMs)]);
  }

  private async begin(reason: string) {
    const title = 'Much is sick at once';
    const data = { service: everyService, title, severity: 'critical' as const, began: 'storm' as const, alerts: [] };
    await this.append({ id: `storm-${randomUUID()}`, version: 0 }, [
      { type: 'incident.opened', data: { ...data, dueAt: this.options.now().toISOString() } },
      { type: 'incident.escalated', data: { reason: `${reason}. Until it is over nothing is done without a person.` } },
    ]);
  }

  private async append({ id, version }: Pick<Incident, 'id' | 'version'>, events: IncidentEvent[]) {
    const stream = streams.incident(id);
    await this.options.store.append([{ stream, expected: version, events, actor: healerActor }]);
  }
}

const over = (calmMs: number): IncidentEvent => {
  const why = `it has been calm for ${Math.round(calmMs / 60_000)} minutes`;
  return { type: 'incident.resolved', data: { how: 'by itself', why: calmMs === 0 ? 'it is over' : why } };
};
