import type { ActionRow, Alert, Slo } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { createHash, randomUUID } from 'node:crypto';
import { budgetLeft, burnsOf, windowsOf } from '../slo';
import { Rounds } from '../rounds';
import type { Store } from '../store';
import type { Objective } from './openSlo';

export interface BudgetKeeperOptions {
  store: Pick<Store, 'claimDuty' | 'finishDuty' | 'receive' | 'actions'>;
  objectives(): Promise<Objective[] | undefined>;
  /** Share of what was asked that failed over a window in seconds; undefined where nothing was asked. */
  share(objective: Objective, window: number, at: Date): Promise<number | undefined>;
  logger: LoggerService;
  now(): Date;
  /** Something may be due now. */
  wake(): void;
  /** Between two looks, in milliseconds. */
  everyMs?: number;
}

/** What one look leaves for the next, and for whoever asks. */
export interface Budgets {
  slos: Slo[];
  /** Since when each alert fires, ISO 8601, by its fingerprint. */
  firing: Record<string, string>;
}

export const budgetsDuty = 'error budgets';
const dutyMs = 120_000;
const day = 24 * 3_600_000;
/** Attempts of a service that are looked at for what they spent. */
const mostAttempts = 50;

/** Measures every objective again and again, and says when its budget is spent too fast. */
export class BudgetKeeper {
  private readonly owner = randomUUID();
  private readonly rounds: Rounds;

  constructor(private readonly options: BudgetKeeperOptions) {
    this.rounds = new Rounds(() => this.keep(), {
      everyMs: options.everyMs ?? 30_000,
      logger: options.logger,
      failed: 'error budgets could not be measured',
    });
  }

  start() {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** One look; one process at a time. */
  async keep(): Promise<void> {
    const { store, objectives } = this.options;
    const wanted = await objectives();
    if (!wanted) return;
    const held = await store.claimDuty<Budgets>(budgetsDuty, this.owner, dutyMs);
    if (!held) return;
    let left = held.state ?? { slos: [], firing: {} };
    try {
      left = await this.look(wanted, left);
    } finally {
      await store.finishDuty(held, left);
    }
  }

  private async look(objectives: Objective[], before: Budgets): Promise<Budgets> {
    const slos: Slo[] = [];
    for (const objective of objectives) {
      const known = before.slos.find(({ objective: name }) => name === objective.name);
      slos.push(await this.measure(objective, known));
    }
    const now = this.options.now().toISOString();
    const firing = slos.flatMap(slo => alertsOf(slo, before.firing, now));
    const still = new Set(firing.map(({ fingerprint }) => fingerprint));
    const over = Object.entries(before.firing).filter(([fingerprint]) => !still.has(fingerprint));
    const resolved = over.map(([fingerprint, startsAt]) => resolvedOf(fingerprint, startsAt, now));
    if (firing.length + resolved.length > 0) {
      const received = await this.options.store.receive([...firing, ...resolved], 'autocura');
      if (received.fired + received.resolved > 0) this.options.wake();
    }
    return { slos, firing: Object.fromEntries(firing.map(({ fingerprint, startsAt }) => [fingerprint, startsAt])) };
  }

  private async measure(objective: Objective, before: Slo | undefined): Promise<Slo> {
    const { name, service, target, days } = objective;
    const at = this.options.now();
    const named = { objective: name, service, target, days };
    try {
      const shares = new Map<number, number>();
      for (const window of windowsOf(days)) {
        const share = await this.options.share(objective, window, at);
        if (share !== undefined) shares.set(window, share);
      }
      const whole = shares.get(days * 86_400);
      return {
        ...{ ...named, at: at.toISOString(), burns: burnsOf(shares, target, days) },
        left: whole === undefined ? 1 : budgetLeft(whole, target),
        spentByHealing: await this.spentByHealing(objective, at),
        // A name that is misspelt looks the same as a service that nobody uses.
        ...(whole === undefined && { unknown: `nothing was asked in ${days} days` }),
      };
    } catch (error) {
      const unknown = error instanceof Error ? error.message : String(error);
      const nothing = { left: 1, spentByHealing: 0, burns: [], at: at.toISOString() };
      return { ...(before ?? nothing), ...named, unknown };
    }
  }

  /** What failed while attempts took effect that were measured to make it worse, as a share of the budget. */
  private async spentByHealing(objective: Objective, at: Date): Promise<number> {
    const { service, target, days } = objective;
    const { items } = await this.options.store.actions({ service, limit: mostAttempts });
    const since = new Date(at.getTime() - days * day).toISOString();
    let spent = 0;
    for (const attempt of items.filter(one => isHarm(one, since))) {
      const end = new Date(attempt.undoneAt ?? attempt.verifiedAt!);
      const seconds = Math.round((end.getTime() - Date.parse(attempt.actedAt!)) / 1000);
      if (seconds < 60) continue;
      const share = await this.options.share(objective, seconds, end);
      spent += (((share ?? 0) / (1 - target)) * seconds) / (days * 86_400);
    }
    return spent;
  }
}

const isHarm = ({ outcome, actedAt, verifiedAt }: ActionRow, since: string) =>
  outcome === 'worse' && actedAt !== undefined && verifiedAt !== undefined && actedAt >= since;

function alertsOf({ objective, service, burns }: Slo, firing: Budgets['firing'], now: string): Alert[] {
  return burns
    .filter(burn => burn.firing)
    .map(({ long, short, severity, factor, longRate = 0 }) => {
      const pair = `${spanOf(long)} and ${spanOf(short)}`;
      const labels = { alertname: 'ErrorBudgetBurn', service, severity, slo: objective, windows: pair };
      const fingerprint = fingerprintOf(labels);
      const summary = `The error budget of ${objective} is spent ${longRate.toFixed(1)} times as fast as it lasts; over ${pair} ${factor.toFixed(1)} is too fast`;
      const startsAt = firing[fingerprint] ?? now;
      return { fingerprint, sender: 'autocura', status: 'firing', labels, annotations: { summary }, startsAt };
    });
}

const resolvedOf = (fingerprint: string, startsAt: string, endsAt: string): Alert => ({
  ...{ fingerprint, sender: 'autocura', status: 'resolved', labels: {}, annotations: {}, startsAt, endsAt },
});

const fingerprintOf = (labels: Record<string, string>) =>
  createHash('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 16);

const spanOf = (seconds: number) =>
  seconds >= 86_400 ? `${seconds / 86_400}d` : seconds >= 3_600 ? `${seconds / 3_600}h` : `${seconds / 60}m`;
